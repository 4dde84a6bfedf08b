package dev.redoubt.template.function.collections;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Arguments;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import dev.redoubt.template.function.SplitText;
import dev.redoubt.template.function.TemplateFunction;
import org.jspecify.annotations.Nullable;

/// What stands at a place counted from 1 at the end.
final class FromEnd {

  private FromEnd() {}

  /// The element; null where the array is not that long; the call as it stands where nobody knows.
  static @Nullable Outcome of(TemplateFunction function, Arguments arguments) {
    Value array = arguments.get(0);
    if (!(arguments.get(1) instanceof NumberValue place)) {
      return Residuals.of(function, arguments);
    }
    if (array instanceof ArrayValue some && !some.isOpen()) {
      long index = some.size() - place.integer();
      return place.integer() < 1 || index < 0 ? null : Outcome.of(some.get((int) index));
    }
    Value piece = SplitText.fromEnd(array, place.integer());
    return piece == null ? Residuals.of(function, arguments) : Outcome.of(piece);
  }
}
