/// A Bicep file as written: an immutable tree of statements, expressions and types.
///
/// Start with [dev.redoubt.bicep.syntax.BicepFile].
@NullMarked
package dev.redoubt.bicep.syntax;

import org.jspecify.annotations.NullMarked;
