package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.template.syntax.TemplateExpression;
import org.jspecify.annotations.Nullable;

/// A module as another place names it.
///
/// @param index which of its copies; null where it is not repeated, or where all are meant
record ModuleReference(ModuleSymbol symbol, @Nullable TemplateExpression index) {}
