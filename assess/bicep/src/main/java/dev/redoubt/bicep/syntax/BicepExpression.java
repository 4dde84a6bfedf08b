package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An expression of the Bicep language, as written.
///
/// The origin is where the expression starts; that of an access (`a.b`, `a[0]`, `a::b`, `a!`) where
/// the name, index or operator after the target stands, that of a binary or ternary operation that
/// of its operator.
public sealed interface BicepExpression {

  Origin origin();

  /// A string without holes, its escapes resolved, whether it is written on one line or several.
  record StringLiteral(String text, Origin origin) implements BicepExpression {}

  /// `'text ${hole} text'`: one text more than there are holes.
  record Interpolation(List<String> texts, List<BicepExpression> holes, Origin origin)
      implements BicepExpression {
    public Interpolation {
      texts = List.copyOf(texts);
      holes = List.copyOf(holes);
      if (texts.size() != holes.size() + 1) {
        throw new IllegalArgumentException("an interpolation has one text more than holes");
      }
    }
  }

  /// A whole number. Bicep has no other, and a negative one is a [Unary]; the least number there is
  /// may stand here as itself.
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

    /// The value of the property of a literal name, in its exact case; null where there is none.
    public @Nullable BicepExpression property(String name) {
      for (Entry entry : entries) {
        if (entry instanceof Property property && name.equals(property.literalName())) {
          return property.value();
        }
      }
      return null;
    }
  }

  /// What stands between the braces of an object.
  sealed interface Entry {}

  /// `key: value`; the key is a [StringLiteral] (also where it is written as an identifier) or an
  /// [Interpolation].
  record Property(BicepExpression key, BicepExpression value) implements Entry {

    /// The name where it is a literal, else null.
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

  /// The name of a parameter, variable, resource, module, namespace or local.
  record Name(String text, Origin origin) implements BicepExpression {}

  /// `target.name`, with `safe` `target.?name`.
  record PropertyAccess(BicepExpression target, String name, boolean safe, Origin origin)
      implements BicepExpression {}

  /// `target[index]`, with `safe` `target[?index]`; with `fromEnd` `target[^index]`, 1 the last.
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

  /// `target.function(arguments)`: of a namespace, a resource, or an import.
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

  /// `operand!`: not null, says the author.
  record NonNull(BicepExpression operand, Origin origin) implements BicepExpression {}

  /// `(inner)`. It ends a chain of safe accesses.
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
  /// @param index null where it is not named
  record For(
      Identifier item,
      @Nullable Identifier index,
      BicepExpression source,
      BicepExpression body,
      Origin origin)
      implements BicepExpression {}

  /// `if (condition) {...}`, the body of a resource, a module or a loop of these.
  record If(BicepExpression condition, BicepExpression body, Origin origin)
      implements BicepExpression {}

  /// An expression that is missing or could not be read, which has been reported. A spread of it
  /// stands for entries that could not be read: last in an array whose end is missing, first in an
  /// object that may have other properties than those that could be read.
  record Missing(Origin origin) implements BicepExpression {}

  /// The operators before one operand.
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

  /// The operators between two operands.
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

  /// The text of an expression that is a string without holes, else null.
  default @Nullable String literalText() {
    return this instanceof StringLiteral(var text, _) ? text : null;
  }
}
