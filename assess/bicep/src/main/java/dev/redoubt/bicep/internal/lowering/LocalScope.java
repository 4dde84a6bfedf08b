package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.template.syntax.TemplateExpression;
import org.jspecify.annotations.Nullable;

/// A name that is bound inside of an expression, with those bound around it: the item and the index
/// of a loop, the parameter of a lambda or a function.
///
/// @param value what stands for it in the template language
/// @param module whether its value is a module, so that `.outputs.x` means the value of an output
/// @param outer null where nothing is bound around it
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
