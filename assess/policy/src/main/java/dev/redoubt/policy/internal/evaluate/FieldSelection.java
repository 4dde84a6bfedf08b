package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a field of a resource has come to.
sealed interface FieldSelection {

  /// One value or absence, or the elements of an array.
  ///
  /// @param rest what stands for further elements, null where there are none
  /// @param many whether the field names all elements of an array
  record Items(List<Item> items, @Nullable Unknown rest, boolean many) implements FieldSelection {
    public Items {
      items = List.copyOf(items);
    }
  }

  /// One of two; which one is not known.
  record Either(Value condition, FieldSelection whenTrue, FieldSelection whenFalse)
      implements FieldSelection {}

  /// A value in a selection.
  ///
  /// @param value null where it is absent
  /// @param certain whether the element is certainly there
  /// @param around where the innermost value around it stands
  record Item(@Nullable Value value, boolean certain, Origin around) {
    /// Where it stands: its own origin, or that of what it is absent from.
    Origin origin() {
      return value == null || value.origin().equals(Origin.NONE) ? around : value.origin();
    }
  }

  static FieldSelection one(@Nullable Value value, Origin around) {
    return new Items(List.of(new Item(value, true, around)), null, false);
  }
}
