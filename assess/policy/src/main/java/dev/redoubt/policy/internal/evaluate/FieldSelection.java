package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The values that a field selects in a resource.
sealed interface FieldSelection {

  /// One value or absence, or the elements of an array.
  ///
  /// @param rest the unknown further elements, or null
  /// @param many whether the field names all elements of an array
  record Items(List<Item> items, @Nullable Unknown rest, boolean many) implements FieldSelection {
    public Items {
      items = List.copyOf(items);
    }
  }

  /// One of two selections; the condition is unknown.
  record Either(Value condition, FieldSelection whenTrue, FieldSelection whenFalse)
      implements FieldSelection {}

  /// A value in a selection.
  ///
  /// @param value null if absent
  /// @param certain whether the element certainly exists
  /// @param around the location of the innermost enclosing value
  record Item(@Nullable Value value, boolean certain, Origin around) {
    /// The location of the value, or of the value that it is absent from.
    Origin origin() {
      return value == null || value.origin().equals(Origin.NONE) ? around : value.origin();
    }
  }

  static FieldSelection one(@Nullable Value value, Origin around) {
    return new Items(List.of(new Item(value, true, around)), null, false);
  }
}
