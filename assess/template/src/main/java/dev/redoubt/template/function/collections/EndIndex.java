package dev.redoubt.template.function.collections;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallArguments;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.PartialStringSplit;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.TemplateFunction;
import org.jspecify.annotations.Nullable;

/// Finds the array element at a one-based index from the end.
final class EndIndex {

  private EndIndex() {}

  /// Returns the element, null if the array is too short, or the residual call if this is unknown.
  static @Nullable CallOutcome of(TemplateFunction function, CallArguments arguments) {
    Value array = arguments.get(0);
    if (!(arguments.get(1) instanceof NumberValue place)) {
      return ResidualCalls.of(function, arguments);
    }
    if (array instanceof ArrayValue some && !some.isOpen()) {
      long index = some.size() - place.integer();
      return place.integer() < 1 || index < 0 ? null : CallOutcome.of(some.get((int) index));
    }
    Value piece = PartialStringSplit.fromEnd(array, place.integer());
    return piece == null ? ResidualCalls.of(function, arguments) : CallOutcome.of(piece);
  }
}
