package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.template.syntax.TemplateExpression;
import org.jspecify.annotations.Nullable;

/// Where an expression stands: which names are bound around it, and in which resource.
///
/// @param locals null where none are
/// @param inside the resource in whose body it stands; null outside of resources
record LoweringContext(@Nullable LocalScope locals, @Nullable ResourceSymbol inside) {

  /// At the top of a file.
  static final LoweringContext TOP = new LoweringContext(null, null);

  LoweringContext bind(String name, TemplateExpression value) {
    return new LoweringContext(LocalScope.bind(name, value, locals), inside);
  }

  LoweringContext bindModule(String name, TemplateExpression value) {
    return new LoweringContext(new LocalScope(name, value, true, locals), inside);
  }
}
