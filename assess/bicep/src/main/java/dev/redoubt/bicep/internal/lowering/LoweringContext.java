package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.template.syntax.TemplateExpression;
import org.jspecify.annotations.Nullable;

/// The context of an expression: its local variables and the enclosing resource.
///
/// @param locals the innermost local variable; null if there is none
/// @param inside the resource whose body contains the expression; null outside resources
record LoweringContext(@Nullable LocalScope locals, @Nullable ResourceSymbol inside) {

  /// The top level of a file.
  static final LoweringContext TOP = new LoweringContext(null, null);

  LoweringContext bind(String name, TemplateExpression value) {
    return new LoweringContext(LocalScope.bind(name, value, locals), inside);
  }

  LoweringContext bindModule(String name, TemplateExpression value) {
    return new LoweringContext(new LocalScope(name, value, true, locals), inside);
  }
}
