package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.effective.AbsentProperty;
import dev.redoubt.effective.alias.AliasPath;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.ResidualExpression;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import org.jspecify.annotations.Nullable;

/// The path of an alias in resources of one type and API version. A property that is absent or null
/// has the provider's default, in each branch of a choice.
final class PropertyPath {

  private final String[] steps;
  private final int lastElements;
  private final AbsentProperty absent;

  PropertyPath(AliasPath path, AbsentProperty absent) {
    this.steps = path.steps().toArray(String[]::new);
    this.lastElements = path.steps().lastIndexOf(AliasPath.ALL);
    this.absent = absent;
  }

  int length() {
    return steps.length;
  }

  String step(int index) {
    return steps[index];
  }

  boolean isElements(int index) {
    return steps[index].equals(AliasPath.ALL);
  }

  /// Whether the steps from an index on select the elements of an array.
  boolean hasElementsFrom(int index) {
    return lastElements >= index;
  }

  /// The value at the steps from an index on, which select no elements; null if it is absent.
  ///
  /// @param start the value at the steps before
  @Nullable Value read(EvaluationFrame frame, @Nullable Value start, int index) {
    Value here = start;
    for (int i = index; i < steps.length; i++) {
      if (here instanceof ObjectValue object) {
        here = object.lookup(steps[i]);
      } else if (here instanceof Unknown unknown) {
        return ofUnknown(frame, unknown, i);
      } else {
        return absent.value(frame.view(), i);
      }
      if (here == null || here instanceof NullValue) {
        return absent.value(frame.view(), i);
      }
    }
    if (here == null || here instanceof NullValue) {
      // A null element of an array has no default.
      return isElements(steps.length - 1) ? null : absent.value(frame.view(), steps.length - 1);
    }
    return here instanceof Unknown unknown ? ofUnknown(frame, unknown, steps.length) : here;
  }

  private @Nullable Value ofUnknown(EvaluationFrame frame, Unknown unknown, int index) {
    if (unknown.residual()
        instanceof ResidualExpression.Choice(var condition, var whenTrue, var whenFalse)) {
      Value left = read(frame, whenTrue, index);
      Value right = read(frame, whenFalse, index);
      return left == null && right == null
          ? null
          : Unknown.choice(condition, orNull(left), orNull(right), unknown.origin());
    }
    return index == steps.length ? unknown : read(frame, unknown.member(steps[index]), index + 1);
  }

  static Value orNull(@Nullable Value value) {
    return value == null ? NullValue.NULL : value;
  }
}
