package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.bicep.syntax.BicepExpression.UnaryOperator;
import dev.redoubt.bicep.syntax.BicepType;
import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TypeDefinition;
import dev.redoubt.template.syntax.TypeDefinition.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Evaluates literal types: literals, objects and tuples of literals, and unions of them.
final class LiteralTypes {

  /// No hand-written type is deeper.
  private static final int MAX_DEPTH = 64;

  /// The maximum size of a literal. A literal with shared parts can be far larger than its text.
  private static final int MAX_WEIGHT = 10_000;

  /// The maximum number of members of all unions. A union that refers to another one repeats its
  /// members.
  private static final int MAX_MEMBERS = 1_000_000;

  private final TypeReferences references;
  private final Consumer<Problem> problems;
  private final Map<String, Value> known = new HashMap<>();
  private final Set<String> inProgress = new LinkedHashSet<>();
  private int members;

  LiteralTypes(TypeReferences references, Consumer<Problem> problems) {
    this.references = references;
    this.problems = problems;
  }

  /// The value of a type with a single value; null for any other type.
  @Nullable Value literal(BicepType type) {
    return bounded(literal(type, 0));
  }

  /// The values of a union, in the compiler's order; null after reporting a member that is not a
  /// literal.
  @Nullable List<Value> union(BicepType.Union union) {
    Set<Value> values = new LinkedHashSet<>();
    if (!collect(union, values, 0)) {
      return null;
    }
    members += values.size();
    if (members > MAX_MEMBERS) {
      problems.accept(
          Problem.error(
              "the unions of this file have more than %d members".formatted(MAX_MEMBERS),
              union.origin()));
      return null;
    }
    return LiteralOrder.sorted(values);
  }

  private boolean collect(BicepType type, Set<Value> into, int depth) {
    if (depth > MAX_DEPTH) {
      return notLiteral(type);
    }
    return switch (type) {
      case BicepType.Union union -> {
        boolean all = true;
        for (BicepType member : union.members()) {
          all &= collect(member, into, depth + 1);
        }
        yield all;
      }
      case BicepType.NullLiteral(var origin) -> {
        into.add(NullValue.NULL.at(origin));
        yield true;
      }
      case BicepType.Nullable(var inner, var origin) -> {
        into.add(NullValue.NULL.at(origin));
        yield collect(inner, into, depth + 1);
      }
      case BicepType.NonNullable(var inner, _) -> {
        Set<Value> values = new LinkedHashSet<>();
        boolean all = collect(inner, values, depth + 1);
        values.stream().filter(value -> !(value instanceof NullValue)).forEach(into::add);
        yield all;
      }
      case BicepType.StringLiteral _,
          BicepType.IntegerLiteral _,
          BicepType.BooleanLiteral _,
          BicepType.Unary _,
          BicepType.ObjectOf _,
          BicepType.Tuple _ -> {
        Value value = bounded(literal(type, depth));
        if (value == null) {
          yield notLiteral(type);
        }
        into.add(value);
        yield true;
      }
      case BicepType.Named _,
          BicepType.PropertyOf _,
          BicepType.AdditionalPropertiesOf _,
          BicepType.ItemOf _,
          BicepType.ElementOf _ ->
          collectNamed(type, into);
      case BicepType.ArrayOf _, BicepType.Parameterized _, BicepType.OfResource _ ->
          notLiteral(type);
      case BicepType.Missing _ -> false;
    };
  }

  private boolean collectNamed(BicepType type, Set<Value> into) {
    if (type instanceof BicepType.Named named
        && references.definition(named) == null
        && TypeLowering.builtIn(named.name()) != null) {
      return notLiteral(type);
    }
    TypeReferences.Target target = references.resolve(type);
    if (target instanceof TypeReferences.Target.Nothing) {
      return false;
    }
    if (!(target instanceof TypeReferences.Target.Defined(var pointer, var defined))) {
      return notLiteral(type);
    }
    TypeDefinition followed = defined == null ? null : references.followed(defined);
    if (defined == null || followed == null) {
      problems.accept(Problem.error("the type `" + pointer + "` refers to itself", type.origin()));
      return false;
    }
    List<Value> values = values(followed);
    if (values.isEmpty()) {
      return notLiteral(type);
    }
    into.addAll(values);
    if (defined.nullable() || followed.nullable()) {
      into.add(NullValue.NULL.at(type.origin()));
    }
    return true;
  }

  /// The values that a lowered type allows, except null; empty if it is not a union of literals.
  private List<Value> values(TypeDefinition type) {
    List<Value> allowed = type.allowedValues();
    boolean ofElements =
        type.type() == Kind.ARRAY
            && allowed != null
            && !allowed.stream().allMatch(ArrayValue.class::isInstance);
    if (allowed != null) {
      return ofElements ? List.of() : allowed;
    }
    Value literal = bounded(literal(type, 0));
    return literal == null ? List.of() : List.of(literal);
  }

  private boolean notLiteral(BicepType type) {
    problems.accept(
        Problem.error(
            "all members of a union must be literals, or objects with `@discriminator()`; this"
                + " member is neither",
            type.origin()));
    return false;
  }

  private static @Nullable Value bounded(@Nullable Value value) {
    return value == null || value.weight() > MAX_WEIGHT ? null : value;
  }

  private @Nullable Value literal(BicepType type, int depth) {
    if (depth > MAX_DEPTH) {
      return null;
    }
    return switch (type) {
      case BicepType.StringLiteral(var text, var origin) -> new StringValue(text, origin.packed());
      case BicepType.IntegerLiteral(var number, var origin) -> NumberValue.of(number).at(origin);
      case BicepType.BooleanLiteral(var truth, var origin) -> BooleanValue.of(truth).at(origin);
      case BicepType.NullLiteral(var origin) -> NullValue.NULL.at(origin);
      case BicepType.Unary(var operator, var operand, var origin) ->
          applied(operator, literal(operand, depth + 1), origin);
      case BicepType.ObjectOf object -> object(object, depth);
      case BicepType.Tuple tuple -> tuple(tuple, depth);
      case BicepType.Named _,
          BicepType.PropertyOf _,
          BicepType.AdditionalPropertiesOf _,
          BicepType.ItemOf _,
          BicepType.ElementOf _ ->
          named(type);
      case BicepType.Nullable _,
          BicepType.NonNullable _,
          BicepType.Union _,
          BicepType.ArrayOf _,
          BicepType.Parameterized _,
          BicepType.OfResource _,
          BicepType.Missing _ ->
          null;
    };
  }

  private static @Nullable Value applied(
      UnaryOperator operator, @Nullable Value operand, Origin origin) {
    return switch (operator) {
      case NOT ->
          operand instanceof BooleanValue(var truth, _) ? BooleanValue.of(!truth).at(origin) : null;
      case MINUS ->
          operand instanceof NumberValue number
              ? NumberValue.of(-number.integer()).at(origin)
              : null;
    };
  }

  private @Nullable Value object(BicepType.ObjectOf type, int depth) {
    if (type.additional() != null) {
      return null;
    }
    ObjectValue.Builder object = ObjectValue.builder().origin(type.origin());
    for (BicepType.PropertyType property : type.properties()) {
      Value value = literal(property.type(), depth + 1);
      if (value == null) {
        return null;
      }
      object.put(property.name(), value);
    }
    return object.build();
  }

  private @Nullable Value tuple(BicepType.Tuple type, int depth) {
    List<Value> items = new ArrayList<>();
    for (BicepType.TupleItem item : type.items()) {
      Value value = literal(item.type(), depth + 1);
      if (value == null) {
        return null;
      }
      items.add(value);
    }
    return ArrayValue.of(items, type.origin());
  }

  /// An undeclared name is not reported here, but when it is lowered.
  private @Nullable Value named(BicepType type) {
    if (type instanceof BicepType.Named && references.definition(type) == null) {
      return null;
    }
    return references.resolve(type) instanceof TypeReferences.Target.Defined(_, var defined)
            && defined != null
        ? bounded(literal(defined, 0))
        : null;
  }

  private @Nullable Value literal(TypeDefinition type, int depth) {
    if (depth > MAX_DEPTH || type.nullable()) {
      return null;
    }
    if (type.reference() != null) {
      return referenced(type, type.reference(), depth);
    }
    List<Value> allowed = type.allowedValues();
    if (allowed != null) {
      boolean single = allowed.size() == 1;
      return single && (type.type() != Kind.ARRAY || allowed.getFirst() instanceof ArrayValue)
          ? allowed.getFirst()
          : null;
    }
    return switch (type.type()) {
      case OBJECT -> object(type, depth);
      case ARRAY -> tuple(type, depth);
      case ANY, STRING, INT, BOOL -> null;
    };
  }

  /// Each definition is evaluated once; types with shared parts would take exponential time
  /// otherwise.
  private @Nullable Value referenced(TypeDefinition type, String pointer, int depth) {
    Value before = known.get(pointer);
    if (before != null || !inProgress.add(pointer)) {
      return before;
    }
    TypeDefinition followed = references.followed(type);
    Value value = followed == null ? null : bounded(literal(followed, depth + 1));
    inProgress.remove(pointer);
    if (value != null) {
      known.put(pointer, value);
    }
    return value;
  }

  /// Property names of a lowered type are case-folded; Azure ignores their case.
  private @Nullable Value object(TypeDefinition type, int depth) {
    if (type.additionalProperties() != null
        || type.discriminator() != null
        || type.properties().isEmpty()) {
      return null;
    }
    ObjectValue.Builder object = ObjectValue.builder().origin(type.origin());
    for (Map.Entry<String, TypeDefinition> property : type.properties().entrySet()) {
      Value value = literal(property.getValue(), depth + 1);
      if (value == null) {
        return null;
      }
      object.put(property.getKey(), value);
    }
    return object.build();
  }

  private @Nullable Value tuple(TypeDefinition type, int depth) {
    if (type.items() != null || type.prefixItems().isEmpty()) {
      return null;
    }
    List<Value> items = new ArrayList<>();
    for (TypeDefinition item : type.prefixItems()) {
      Value value = literal(item, depth + 1);
      if (value == null) {
        return null;
      }
      items.add(value);
    }
    return ArrayValue.of(items, type.origin());
  }
}
