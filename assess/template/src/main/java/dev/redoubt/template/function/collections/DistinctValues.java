package dev.redoubt.template.function.collections;

import static dev.redoubt.estate.TypeHint.ARRAY;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionLimits;
import dev.redoubt.template.function.ResidualCalls;
import dev.redoubt.template.function.ThreeValuedAnswer;
import dev.redoubt.template.function.ValueComparison;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects values without duplicates. A value that may equal an earlier one may or may not be
/// repeated, so it makes the result open.
final class DistinctValues {

  private final String function;
  private final Origin origin;
  private final List<Value> listed = new ArrayList<>();
  private final Set<Value> known = new HashSet<>();
  private final Set<Value> unsure = new LinkedHashSet<>();
  private final List<Value> others = new ArrayList<>();
  private boolean allKnown = true;
  private int comparisons;

  DistinctValues(String function, Origin origin) {
    this.function = function;
    this.origin = origin;
  }

  void addAll(ArrayValue array) {
    for (int i = 0; i < array.size(); i++) {
      add(array.get(i));
    }
    if (array.rest() != null) {
      others.add(array.rest());
    }
  }

  void addUnknown(Value array) {
    others.add(array);
  }

  /// Known values are looked up in a hash table; two known values are either equal or different.
  private void add(Value value) {
    boolean isKnown = value.isFullyKnown();
    if (isKnown && !known.add(value)) {
      return;
    }
    ThreeValuedAnswer repeated = isKnown && allKnown ? ThreeValuedAnswer.NO : inListed(value);
    switch (repeated) {
      case YES -> {}
      case NO -> {
        listed.add(value);
        allKnown &= isKnown;
      }
      case UNKNOWN -> unsure.add(value);
    }
  }

  private ThreeValuedAnswer inListed(Value value) {
    comparisons += listed.size();
    if (comparisons > FunctionLimits.MAX_COMPARISONS) {
      return ThreeValuedAnswer.UNKNOWN;
    }
    ThreeValuedAnswer found = ThreeValuedAnswer.NO;
    for (Value each : listed) {
      found = found.or(ValueComparison.of(each, value));
      if (found == ThreeValuedAnswer.YES) {
        return found;
      }
    }
    return unsure.contains(value) ? ThreeValuedAnswer.YES : found;
  }

  /// @param arguments the arguments of the call
  CallOutcome outcome(List<Value> arguments) {
    if (listed.size() > FunctionLimits.MAX_ELEMENTS) {
      return FunctionLimits.tooMany();
    }
    if (unsure.isEmpty() && others.isEmpty()) {
      return CallOutcome.of(ArrayValue.of(listed));
    }
    List<Value> rest = new ArrayList<>(others);
    if (!unsure.isEmpty()) {
      rest.add(ArrayValue.of(List.copyOf(unsure)));
    }
    Unknown whole = ResidualCalls.call(function, arguments, ARRAY, origin);
    if (listed.isEmpty()) {
      return CallOutcome.of(whole);
    }
    Unknown unknown = ResidualCalls.call(function, rest, ARRAY, origin);
    return CallOutcome.of(ArrayValue.open(listed, unknown, whole, origin));
  }
}
