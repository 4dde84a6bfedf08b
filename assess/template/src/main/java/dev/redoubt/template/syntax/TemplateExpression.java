package dev.redoubt.template.syntax;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.util.List;

/// An expression of the template language, or JSON with expressions in it.
///
/// Functions that depend on the context are also a [Call]: `parameters('x')`, `variables('x')`,
/// `copyIndex()`, `lambdaVariables('x')`, `reference(...)`.
public sealed interface TemplateExpression {

  Origin origin();

  /// A value with nothing to evaluate, however large.
  record Literal(Value value) implements TemplateExpression {
    @Override
    public Origin origin() {
      return value.origin();
    }
  }

  /// An array with at least one element to evaluate.
  record ArrayOf(List<TemplateExpression> elements, Origin origin) implements TemplateExpression {
    public ArrayOf {
      elements = List.copyOf(elements);
    }
  }

  /// An object with at least one name or value to evaluate. A `copy` in it is represented by
  /// entries whose values are [loops][Loop].
  record ObjectOf(List<Entry> entries, Origin origin) implements TemplateExpression {
    public ObjectOf {
      entries = List.copyOf(entries);
    }
  }

  /// A property. The key is nearly always a literal string.
  record Entry(TemplateExpression key, TemplateExpression value) {
    public static Entry of(String name, TemplateExpression value) {
      return new Entry(new Literal(StringValue.of(name)), value);
    }
  }

  /// A call of a built-in function; the name keeps its case.
  record Call(String function, List<TemplateExpression> arguments, Origin origin)
      implements TemplateExpression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// A call of a user-defined function: `namespace.name(...)`.
  record UserCall(
      String namespace, String function, List<TemplateExpression> arguments, Origin origin)
      implements TemplateExpression {
    public UserCall {
      arguments = List.copyOf(arguments);
    }
  }

  /// `target.name`, `target[key]`, and with `safe` the forms `target.?name` and `target[?key]`,
  /// which yield null and end the chain if there is no such member.
  record Member(TemplateExpression target, TemplateExpression key, boolean safe, Origin origin)
      implements TemplateExpression {}

  /// `lambda('a', 'b', body)`; in the body, parameters are `lambdaVariables('a')`.
  record Lambda(List<String> parameters, TemplateExpression body, Origin origin)
      implements TemplateExpression {
    public Lambda {
      parameters = List.copyOf(parameters);
    }
  }

  /// A `copy` of a property, a variable or an output: an array of `count` evaluations of the body,
  /// in which `copyIndex('name')` is the index.
  ///
  /// @param name the loop's name; in a property copy it is the property's
  record Loop(String name, TemplateExpression count, TemplateExpression body, Origin origin)
      implements TemplateExpression {}

  /// Returns the text if this is a literal string, otherwise null.
  default @org.jspecify.annotations.Nullable String literalText() {
    return this instanceof Literal(StringValue string) ? string.text() : null;
  }
}
