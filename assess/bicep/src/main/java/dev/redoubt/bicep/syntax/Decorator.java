package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `@name(arguments)` before a statement, a property of an object type or an item of a tuple type.
///
/// @param namespace what is written before the name, `sys` for example; null where nothing is
public record Decorator(
    @Nullable String namespace, String name, List<BicepExpression> arguments, Origin origin) {

  public Decorator {
    arguments = List.copyOf(arguments);
  }

  /// The decorator of a name of the language's own, or null.
  public static @Nullable Decorator find(List<Decorator> decorators, String name) {
    for (Decorator decorator : decorators) {
      boolean ours = decorator.namespace() == null || decorator.namespace().equals("sys");
      if (ours && decorator.name().equals(name)) {
        return decorator;
      }
    }
    return null;
  }
}
