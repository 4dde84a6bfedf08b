package dev.redoubt.template.internal;

import dev.redoubt.estate.ResourceExistence;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import java.util.List;

/// Combines the conditions under which a resource exists.
final class ExistenceConditions {

  private ExistenceConditions() {}

  /// Returns the existence of a resource that exists only if both conditions hold.
  static ResourceExistence both(ResourceExistence outer, ResourceExistence inner) {
    return switch (outer) {
      case ResourceExistence.Certain _ -> inner;
      case ResourceExistence.Conditional(var condition) ->
          switch (inner) {
            case ResourceExistence.Certain _ -> outer;
            case ResourceExistence.Conditional(var other) ->
                condition.equals(other)
                    ? outer
                    : new ResourceExistence.Conditional(and(condition, other));
            case ResourceExistence.Repeated _ -> inner;
          };
      case ResourceExistence.Repeated _ -> outer;
    };
  }

  private static Unknown and(Unknown left, Unknown right) {
    return Unknown.call("and", List.of(left, right), TypeHint.BOOL, left.origin());
  }
}
