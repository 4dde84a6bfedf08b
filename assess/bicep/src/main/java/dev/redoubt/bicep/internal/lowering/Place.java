package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.template.syntax.Expression;
import org.jspecify.annotations.Nullable;

/// Where an expression stands: which names are bound around it, and in which resource.
///
/// @param locals null where none are
/// @param inside the resource in whose body it stands; null outside of resources
record Place(@Nullable Locals locals, @Nullable ResourceSymbol inside) {

  /// At the top of a file.
  static final Place TOP = new Place(null, null);

  Place bind(String name, Expression value) {
    return new Place(Locals.bind(name, value, locals), inside);
  }

  Place bindModule(String name, Expression value) {
    return new Place(new Locals(name, value, true, locals), inside);
  }
}
