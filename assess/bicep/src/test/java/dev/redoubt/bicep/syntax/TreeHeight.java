package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Computes the height of a tree, in expressions and types.
final class TreeHeight {

  private TreeHeight() {}

  static int of(@Nullable Object node) {
    return switch (node) {
      case List<?> list -> list.stream().mapToInt(TreeHeight::of).max().orElse(0);
      case Origin _ -> 0;
      case Record parent -> {
        int highest = 0;
        for (RecordComponent component : parent.getClass().getRecordComponents()) {
          highest = Math.max(highest, of(value(component, parent)));
        }
        boolean counts = parent instanceof BicepExpression || parent instanceof BicepType;
        yield counts ? highest + 1 : highest;
      }
      case null, default -> 0;
    };
  }

  private static Object value(RecordComponent component, Record parent) {
    try {
      return component.getAccessor().invoke(parent);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component.getName(), e);
    }
  }
}
