package dev.redoubt.template.internal;

import dev.redoubt.estate.Existence;
import dev.redoubt.estate.TypeHint;
import dev.redoubt.estate.Unknown;
import java.util.List;

/// Combines the conditions under which something exists.
final class Existences {

  private Existences() {}

  /// What exists only if both do.
  static Existence both(Existence outer, Existence inner) {
    return switch (outer) {
      case Existence.Certain _ -> inner;
      case Existence.Conditional(var condition) ->
          switch (inner) {
            case Existence.Certain _ -> outer;
            case Existence.Conditional(var other) ->
                condition.equals(other) ? outer : new Existence.Conditional(and(condition, other));
            case Existence.Repeated _ -> inner;
          };
      case Existence.Repeated _ -> outer;
    };
  }

  private static Unknown and(Unknown left, Unknown right) {
    return Unknown.call("and", List.of(left, right), TypeHint.BOOL, left.origin());
  }
}
