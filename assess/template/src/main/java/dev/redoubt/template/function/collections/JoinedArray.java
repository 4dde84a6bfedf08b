package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ARRAY;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.Limits;
import dev.redoubt.template.function.Outcome;
import dev.redoubt.template.function.Residuals;
import java.util.ArrayList;
import java.util.List;

/// Joins arrays one after the other. Elements of those that are known are listed; those that are
/// unknown or open become what the result is open for.
final class JoinedArray {

  private final String function;
  private final Origin origin;
  private final List<Value> listed = new ArrayList<>();
  private final List<Value> others = new ArrayList<>();

  JoinedArray(String function, Origin origin) {
    this.function = function;
    this.origin = origin;
  }

  void add(Value array) {
    if (!(array instanceof ArrayValue some)) {
      others.add(array);
      return;
    }
    for (int i = 0; i < some.size(); i++) {
      listed.add(some.get(i));
    }
    if (some.rest() != null) {
      others.add(some.rest());
    }
  }

  Outcome outcome() {
    if (listed.size() > Limits.MAX_ELEMENTS) {
      return Limits.tooMany();
    }
    if (others.isEmpty()) {
      return Outcome.of(ArrayValue.of(listed));
    }
    Unknown rest =
        others.size() == 1 && others.getFirst() instanceof Unknown unknown
            ? unknown
            : Residuals.call(function, others, ARRAY, origin);
    return Outcome.of(listed.isEmpty() ? rest.as(ARRAY) : ArrayValue.open(listed, rest, origin));
  }
}
