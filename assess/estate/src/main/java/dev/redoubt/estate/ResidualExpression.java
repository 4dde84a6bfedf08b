package dev.redoubt.estate;

import java.util.List;

/// What is left of an expression whose value is not known: enough to print it, to compare it, and
/// to see what it depends on.
public sealed interface ResidualExpression {

  /// A leaf: something that is not known, named by the expression that would yield it, for example
  /// `parameters('adminPassword')`. Equal expressions mean the same value: who makes a symbol sees
  /// to it that two different things have different texts.
  ///
  /// @param expression the text of an ARM expression, without the brackets
  record Symbol(String expression, UnknownCause cause) implements ResidualExpression {
    @Override
    public boolean equals(Object other) {
      return other instanceof Symbol that && expression.equals(that.expression);
    }

    @Override
    public int hashCode() {
      return expression.hashCode();
    }
  }

  /// A property that a resource has only once it is deployed: every form of `reference(...)`, with
  /// the `full` form folded in. Equality ignores the API version.
  ///
  /// @param path from the root of the resource: `properties`, `principalId` of the identity is
  ///   `identity`, `principalId`
  /// @param apiVersion for printing alone; empty where it is not known
  record RuntimeProperty(ResourceKey resource, List<String> path, String apiVersion)
      implements ResidualExpression {
    public RuntimeProperty {
      path = List.copyOf(path);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof RuntimeProperty that
          && resource.equals(that.resource)
          && path.equals(that.path);
    }

    @Override
    public int hashCode() {
      return 31 * resource.hashCode() + path.hashCode();
    }
  }

  /// A function whose value needs an argument that is not known.
  record Call(String function, List<Value> arguments) implements ResidualExpression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// A property or an element of something that is not known.
  ///
  /// @param safe whether absence yields null, as `.?` and `[?]` do
  record Member(Value target, Value key, boolean safe) implements ResidualExpression {}

  /// A string that is known in part.
  ///
  /// @param parts strings and unknowns, never two strings in a row
  record Text(List<Value> parts) implements ResidualExpression {
    public Text {
      parts = List.copyOf(parts);
    }
  }

  /// One of two values; which one is not known.
  record Choice(Value condition, Value whenTrue, Value whenFalse) implements ResidualExpression {}
}
