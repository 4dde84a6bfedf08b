package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.template.syntax.TemplateExpression;
import org.jspecify.annotations.Nullable;

/// A resource as another place names it.
///
/// @param index which of its copies, as an expression of that place; null where it is not repeated,
///   where all copies are meant, or where it is the copy that the place itself belongs to
record ResourceReference(ResourceSymbol symbol, @Nullable TemplateExpression index) {}
