package dev.redoubt.bicep.internal.content;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Formats fractional numbers as the compiler does: as 64-bit floating point with the fewest
/// digits, so that `1.0` becomes `1`.
///
/// Recursive; the reader of the value bounds the nesting.
final class CompiledNumberFormat {

  private CompiledNumberFormat() {}

  static BigDecimal of(double number) {
    BigDecimal shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }

  /// Returns the same instance if the value contains no fractional numbers.
  static Value in(Value value) {
    if (value instanceof NumberValue(var number, var origin) && number.scale() > 0) {
      double compiled = number.doubleValue();
      return Double.isFinite(compiled) ? new NumberValue(of(compiled), origin) : value;
    }
    if (value instanceof ArrayValue array) {
      List<Value> items = new ArrayList<>(array.size());
      boolean same = true;
      for (Value item : array) {
        Value compiled = in(item);
        same &= isSame(compiled, item);
        items.add(compiled);
      }
      return same ? array : ArrayValue.of(items, array.origin());
    }
    return value instanceof ObjectValue object ? object(object) : value;
  }

  private static Value object(ObjectValue object) {
    ObjectValue.Builder builder = ObjectValue.builder().origin(object.origin());
    boolean same = true;
    for (int i = 0; i < object.size(); i++) {
      Value compiled = in(object.valueAt(i));
      same &= isSame(compiled, object.valueAt(i));
      builder.put(object.nameAt(i), compiled);
    }
    return same ? object : builder.build();
  }

  /// Compares by identity on purpose: comparing whole subtrees at each level would take quadratic
  /// time.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Value left, Value right) {
    return left == right;
  }
}
