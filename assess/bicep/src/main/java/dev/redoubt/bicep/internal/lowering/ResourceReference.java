package dev.redoubt.bicep.internal.lowering;

import dev.redoubt.template.syntax.TemplateExpression;
import org.jspecify.annotations.Nullable;

/// A reference to a resource.
///
/// @param index the index of the copy, as an expression at the reference; null if it is not
///   repeated, if all copies are meant, or for the copy that contains the reference
record ResourceReference(ResourceSymbol symbol, @Nullable TemplateExpression index) {}
