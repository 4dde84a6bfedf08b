package dev.redoubt.policy.internal.evaluate;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Unknown;
import dev.redoubt.estate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The values that a field selects in a resource.
///
/// Source: "Author policies for array properties on Azure resources", Microsoft Learn, 2025.
sealed interface FieldSelection {

  /// One value.
  ///
  /// @param value null if absent
  /// @param around the location of the innermost enclosing value
  record One(@Nullable Value value, Origin around) implements FieldSelection {
    /// The location of the value, or of the value that it is absent from.
    Origin origin() {
      return value == null || value.origin().equals(Origin.NONE) ? around : value.origin();
    }
  }

  /// The selections from the elements of an array; an absent array has none.
  ///
  /// @param rest the unknown further elements, or null
  record All(List<FieldSelection> parts, @Nullable Unknown rest) implements FieldSelection {
    public All {
      parts = List.copyOf(parts);
    }

    static final All NONE = new All(List.of(), null);
  }

  /// One of two selections; the condition is unknown.
  record Either(Value condition, FieldSelection whenTrue, FieldSelection whenFalse)
      implements FieldSelection {}

  /// Collects the values with their locations.
  ///
  /// @param outer the location of the resource
  record Collector(Origin outer) implements SelectionFold<FieldSelection> {

    @Override
    public FieldSelection one(@Nullable Value value, @Nullable Value holder) {
      Origin around = holder == null ? Origin.NONE : holder.origin();
      return new One(value, around.isWritten() ? around : outer);
    }

    @Override
    public FieldSelection either(
        Value condition, FieldSelection whenTrue, FieldSelection whenFalse) {
      return new Either(condition, whenTrue, whenFalse);
    }

    @Override
    public FieldSelection all(ArrayValue elements, Function<@Nullable Value, FieldSelection> part) {
      List<FieldSelection> parts = new ArrayList<>(elements.size());
      for (Value element : elements) {
        parts.add(part.apply(element));
      }
      return new All(parts, elements.rest());
    }
  }
}
