package dev.redoubt.bicep.syntax;

import dev.redoubt.estate.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decorator: A decorator: A decorator: `@name(arguments)` before a statement, a property of an
/// object type or an item of a tuple type.
///
/// @param namespace the qualifier of the name, such as `sys`; null if absent
public record Decorator(
    @Nullable String namespace, String name, List<BicepExpression> arguments, Origin origin) {

  public Decorator {
    arguments = List.copyOf(arguments);
  }

  /// The built-in decorator with the given name (unqualified or `sys.`); null if absent.
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
