package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.template.syntax.TemplateExpression;
import org.jspecify.annotations.Nullable;

/// A local variable of an expression, linked to the enclosing ones: the item or index of a loop, or
/// a parameter of a lambda or function.
///
/// @param value its template expression
/// @param module whether its value is a module, so that `.outputs.x` is the value of an output
/// @param outer the enclosing local variable; null if there is none
record LocalScope(
    String name, TemplateExpression value, boolean module, @Nullable LocalScope outer) {

  static LocalScope bind(String name, TemplateExpression value, @Nullable LocalScope outer) {
    return new LocalScope(name, value, false, outer);
  }

  /// The innermost binding of a name, or null.
  static @Nullable LocalScope find(@Nullable LocalScope locals, String name) {
    for (LocalScope here = locals; here != null; here = here.outer()) {
      if (here.name().equals(name)) {
        return here;
      }
    }
    return null;
  }
}
