package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.Value;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Combines the values that a field selects.
///
/// @param <R> the result of the combination
interface SelectionFold<R> {

  /// One value.
  ///
  /// @param value null if absent
  /// @param holder the innermost enclosing value, or null if it is not known
  R one(@Nullable Value value, @Nullable Value holder);

  /// One of two results; the condition is unknown.
  R either(Value condition, R whenTrue, R whenFalse);

  /// The results of the elements of an array; an absent array is empty.
  ///
  /// @param elements may be open
  /// @param part the result of an element
  R all(ArrayValue elements, Function<@Nullable Value, R> part);
}
