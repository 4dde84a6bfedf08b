package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.template.syntax.TemplateExpression;
import org.jspecify.annotations.Nullable;

/// A reference to a module.
///
/// @param index the index of the copy; null if it is not repeated or all copies are meant
record ModuleReference(ModuleSymbol symbol, @Nullable TemplateExpression index) {}
