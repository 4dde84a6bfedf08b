package dev.redoubt.estate;

import java.util.List;

/// The part of an expression that remains because a value is unknown: enough to print it, to
/// compare it, and to find its dependencies.
public sealed interface ResidualExpression {

  /// A leaf: an unknown that is identified by the expression that would return it, for example
  /// `parameters('adminPassword')`. Equal expressions mean equal values; code that creates a symbol
  /// must ensure that different values have different texts.
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

  /// A property that a resource has only after deployment: every form of `reference(...)`,
  /// including the `full` form. Equality ignores the API version.
  ///
  /// @param path from the root of the resource: `properties`, `principalId` of the identity is
  ///   `identity`, `principalId`
  /// @param apiVersion for printing only; empty if unknown
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

  /// A function call with an unknown argument.
  record Call(String function, List<Value> arguments) implements ResidualExpression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /// A property or an element of an unknown value.
  ///
  /// @param safe whether an absent member yields null, as `.?` and `[?]` do
  record Member(Value target, Value key, boolean safe) implements ResidualExpression {}

  /// A partially known string.
  ///
  /// @param parts strings and unknowns, never two strings in a row
  record Text(List<Value> parts) implements ResidualExpression {
    public Text {
      parts = List.copyOf(parts);
    }
  }

  /// A policy expression that cannot be evaluated: not a value that is still unknown, but an error.
  /// The evaluation of the policy fails in Azure. A function of a failure is the same failure, so
  /// it is never an argument of a [Call], a part of a [Text] or the target of a [Member]; see the
  /// factories of [Unknown]. It may be a branch of a [Choice]: then the evaluation may fail.
  ///
  /// @param message what is wrong, lower case; empty for a failure that is only possible
  record Failure(String message) implements ResidualExpression {}

  /// One of two values, depending on an unknown condition.
  record Choice(Value condition, Value whenTrue, Value whenFalse) implements ResidualExpression {}
}
