package dev.redoubt.template.syntax;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import java.util.List;

/// An expression of the template language, or JSON with expressions in it.
///
/// What the language writes as functions and the engine treats as context stays a [Call]:
/// `parameters('x')`, `variables('x')`, `copyIndex()`, `lambdaVariables('x')`, `reference(...)`.
public sealed interface TemplateExpression {

  Origin origin();

  /// A value with nothing to evaluate in it, however large.
  record Literal(Value value) implements TemplateExpression {
    @Override
    public Origin origin() {
      return value.origin();
    }
  }

  /// An array of which some element has to be evaluated.
  record ArrayOf(List<TemplateExpression> elements, Origin origin) implements TemplateExpression {
    public ArrayOf {
      elements = List.copyOf(elements);
    }
  }

  /// An object of which some name or value has to be evaluated. A `copy` in it has become entries
  /// whose values are [loops][Loop].
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

  /// A call of a built-in function; the name in the case it was written.
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
  /// which yield null where there is no such member and end the chain there.
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

  /// The literal string of an expression that is one, else null.
  default @org.jspecify.annotations.Nullable String literalText() {
    return this instanceof Literal(StringValue string) ? string.text() : null;
  }
}
