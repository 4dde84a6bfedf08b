package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.Decorator;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TypeDefinition;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Applies decorators of a declaration to its type.
final class TypeDecorators {

  private final TypeScope scope;
  private final Consumer<Problem> problems;

  TypeDecorators(TypeScope scope, Consumer<Problem> problems) {
    this.scope = scope;
    this.problems = problems;
  }

  /// The name of the discriminator property; null if absent.
  @Nullable String discriminator(List<Decorator> decorators) {
    Decorator decorator = Decorator.find(decorators, "discriminator");
    if (decorator == null) {
      return null;
    }
    if (argument(decorator) instanceof StringValue(var text, _)) {
      return text;
    }
    invalidArgument(decorator, "a string");
    return null;
  }

  /// The type with the decorators of its declaration applied.
  TypeDefinition apply(List<Decorator> decorators, TypeDefinition type) {
    List<Value> allowed = allowed(decorators);
    TypeDefinition decorated = applyWithin(decorators, type);
    return allowed == null
        ? decorated
        : DefinitionBuilder.of(decorated).allowedValues(allowed).build();
  }

  /// The type with the decorators of a property or an item applied. The compiler ignores `@allowed`
  /// there.
  TypeDefinition applyWithin(List<Decorator> decorators, TypeDefinition type) {
    if (decorators.isEmpty()) {
      return type;
    }
    DefinitionBuilder decorated = DefinitionBuilder.of(type);
    if (Decorator.find(decorators, "secure") != null) {
      decorated.secure(true);
    }
    if (Decorator.find(decorators, "sealed") != null) {
      decorated.additionalProperties(null);
    }
    Long minimum = number(decorators, "minValue", "minLength");
    if (minimum != null) {
      decorated.minimum(minimum);
    }
    Long maximum = number(decorators, "maxValue", "maxLength");
    if (maximum != null) {
      decorated.maximum(maximum);
    }
    return decorated.build();
  }

  private @Nullable List<Value> allowed(List<Decorator> decorators) {
    Decorator decorator = Decorator.find(decorators, "allowed");
    if (decorator == null) {
      return null;
    }
    if (argument(decorator) instanceof ArrayValue array
        && !array.isOpen()
        && array.isFullyKnown()) {
      return array.elements();
    }
    invalidArgument(decorator, "an array of constants");
    return null;
  }

  /// The value of the first of two decorators that is present.
  private @Nullable Long number(List<Decorator> decorators, String name, String otherwise) {
    Decorator first = Decorator.find(decorators, name);
    Decorator decorator = first == null ? Decorator.find(decorators, otherwise) : first;
    if (decorator == null) {
      return null;
    }
    if (argument(decorator) instanceof NumberValue number && number.isInteger()) {
      return number.integer();
    }
    invalidArgument(decorator, "an integer");
    return null;
  }

  private @Nullable Value argument(Decorator decorator) {
    return decorator.arguments().size() == 1
        ? scope.constant(decorator.arguments().getFirst())
        : null;
  }

  private void invalidArgument(Decorator decorator, String needed) {
    problems.accept(
        Problem.error("`@%s` requires %s".formatted(decorator.name(), needed), decorator.origin()));
  }
}
