package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An expression in a Bicep file.
///
/// The origin is the start of the expression, with two exceptions: for an access (`a.b`, `a[0]`,
/// `a::b`, `a!`) it is the name, index or operator after the target; for a binary or ternary
/// operation it is the operator.
public sealed interface BicepExpression {

  Origin origin();

  /// A single-line or multi-line string without interpolation, with its escape sequences resolved.
  record StringLiteral(String text, Origin origin) implements BicepExpression {}

  /// An interpolated string, `'text ${hole} text'`; it has one more text than interpolated
  /// expressions (holes).
  record Interpolation(List<String> texts, List<BicepExpression> expressions, Origin origin)
      implements BicepExpression {
    public Interpolation {
      texts = List.copyOf(texts);
      expressions = List.copyOf(expressions);
      if (texts.size() != expressions.size() + 1) {
        throw new IllegalArgumentException("an interpolation has one text more than holes");
      }
    }
  }

  /// An integer; Bicep has no other numbers. A negative integer is a [Unary], except the smallest
  /// 64-bit integer, which is represented directly.
  record IntegerLiteral(long value, Origin origin) implements BicepExpression {}

  record BooleanLiteral(boolean value, Origin origin) implements BicepExpression {}

  record NullLiteral(Origin origin) implements BicepExpression {}

  /// `[a, b]`; an element may be a [Spread].
  record ArrayLiteral(List<BicepExpression> elements, Origin origin) implements BicepExpression {
    public ArrayLiteral {
      elements = List.copyOf(elements);
    }
  }

  /// `{...}`.
  record ObjectLiteral(List<Entry> entries, Origin origin) implements BicepExpression {
    public ObjectLiteral {
      entries = List.copyOf(entries);
    }

    /// The value of the property with the given literal name, case-sensitive; null if absent.
    public @Nullable BicepExpression property(String name) {
      for (Entry entry : entries) {
        if (entry instanceof Property property && name.equals(property.literalName())) {
          return property.value();
        }
      }
      return null;
    }
  }

  /// An entry of an object literal.
  sealed interface Entry {}

  /// `key: value`; the key is a [StringLiteral], also if written as an identifier, or an
  /// [Interpolation].
  record Property(BicepExpression key, BicepExpression value) implements Entry {

    /// The name if it is a literal, otherwise null.
    public @Nullable String literalName() {
      return key instanceof StringLiteral(var text, _) ? text : null;
    }
  }

  /// `...expression` in an object.
  record SpreadEntry(BicepExpression value, Origin origin) implements Entry {}

  /// `resource name 'type' = {...}` in the body of a resource.
  record NestedResource(Statement.Resource resource) implements Entry {}

  /// `...expression` in an array.
  record Spread(BicepExpression value, Origin origin) implements BicepExpression {}

  /// A reference by name to a parameter, variable, resource, module, namespace or local variable.
  record Name(String text, Origin origin) implements BicepExpression {}

  /// `target.name`, or `target.?name` if `safe`.
  record PropertyAccess(BicepExpression target, String name, boolean safe, Origin origin)
      implements BicepExpression {}

  /// `target[index]`, or `target[?index]` if `safe`; if `fromEnd`, `target[^index]`, where 1 is the
  /// last element.
  record ElementAccess(
      BicepExpression target, BicepExpression index, boolean safe, boolean fromEnd, Origin origin)
      implements BicepExpression {}

  /// `target::name`: a nested resource.
  record ResourceAccess(BicepExpression target, String name, Origin origin)
      implements BicepExpression {}

  /// `function(arguments)`.
  record Call(String function, List<BicepExpression> arguments, Origin origin)
      implements BicepExpression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// `target.function(arguments)`; the target is a namespace, a resource or a wildcard import.
  record InstanceCall(
      BicepExpression target, String function, List<BicepExpression> arguments, Origin origin)
      implements BicepExpression {
    public InstanceCall {
      arguments = List.copyOf(arguments);
    }
  }

  /// `!operand` or `-operand`.
  record Unary(UnaryOperator operator, BicepExpression operand, Origin origin)
      implements BicepExpression {}

  record Binary(BinaryOperator operator, BicepExpression left, BicepExpression right, Origin origin)
      implements BicepExpression {}

  /// `condition ? yes : no`.
  record Ternary(BicepExpression condition, BicepExpression yes, BicepExpression no, Origin origin)
      implements BicepExpression {}

  /// `operand!`: asserts that the operand is not null.
  record NonNull(BicepExpression operand, Origin origin) implements BicepExpression {}

  /// `(inner)`; parentheses end a chain of safe accesses.
  record Parenthesized(BicepExpression inner, Origin origin) implements BicepExpression {}

  /// `x => body` or `(x, y) => body`.
  record Lambda(List<Identifier> parameters, BicepExpression body, Origin origin)
      implements BicepExpression {
    public Lambda {
      parameters = List.copyOf(parameters);
    }
  }

  /// `[for item in source: body]` or `[for (item, index) in source: body]`.
  ///
  /// @param index null if not declared
  record For(
      Identifier item,
      @Nullable Identifier index,
      BicepExpression source,
      BicepExpression body,
      Origin origin)
      implements BicepExpression {}

  /// `if (condition) {...}`, the body of a resource or module, or of a loop over one.
  record If(BicepExpression condition, BicepExpression body, Origin origin)
      implements BicepExpression {}

  /// An expression that is missing or could not be parsed, which has been reported. A spread of it
  /// represents entries that could not be parsed: it is the last element of an array whose end is
  /// missing, and the first entry of an object that may have properties besides those that were
  /// parsed.
  record Missing(Origin origin) implements BicepExpression {}

  /// The unary operators.
  enum UnaryOperator {
    NOT("!"),
    MINUS("-");

    private final String text;

    UnaryOperator(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /// The binary operators.
  enum BinaryOperator {
    COALESCE("??"),
    OR("||"),
    AND("&&"),
    EQUAL("=="),
    NOT_EQUAL("!="),
    EQUAL_IGNORING_CASE("=~"),
    NOT_EQUAL_IGNORING_CASE("!~"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    DIVIDE("/"),
    MODULO("%");

    private final String text;

    BinaryOperator(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /// The text of a string without interpolation; null for any other expression.
  default @Nullable String literalText() {
    return this instanceof StringLiteral(var text, _) ? text : null;
  }
}
