package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ARRAY;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionLimits;
import dev.redoubt.template.function.ResidualCalls;
import java.util.ArrayList;
import java.util.List;

/// Concatenates arrays. The elements of known arrays are listed; unknown and open arrays make the
/// result open.
final class ArrayConcatenation {

  private final String function;
  private final Origin origin;
  private final List<Value> listed = new ArrayList<>();
  private final List<Value> others = new ArrayList<>();
  private final List<Value> arguments = new ArrayList<>();
  private boolean isPrefix = true;

  ArrayConcatenation(String function, Origin origin) {
    this.function = function;
    this.origin = origin;
  }

  void add(Value array) {
    arguments.add(array);
    if (!(array instanceof ArrayValue some)) {
      others.add(array);
      return;
    }
    isPrefix &= some.whole() == null && (some.size() == 0 || others.isEmpty());
    for (int i = 0; i < some.size(); i++) {
      listed.add(some.get(i));
    }
    if (some.rest() != null) {
      others.add(some.rest());
    }
  }

  CallOutcome outcome() {
    if (listed.size() > FunctionLimits.MAX_ELEMENTS) {
      return FunctionLimits.tooMany();
    }
    if (others.isEmpty()) {
      return CallOutcome.of(ArrayValue.of(listed));
    }
    Unknown rest =
        others.size() == 1 && others.getFirst() instanceof Unknown unknown
            ? unknown
            : ResidualCalls.call(function, others, ARRAY, origin);
    if (isPrefix) {
      return CallOutcome.of(
          listed.isEmpty() ? rest.as(ARRAY) : ArrayValue.open(listed, rest, origin));
    }
    Unknown whole = ResidualCalls.call(function, arguments, ARRAY, origin);
    return CallOutcome.of(listed.isEmpty() ? whole : ArrayValue.open(listed, rest, whole, origin));
  }
}
