/// The syntax tree of a Bicep file: immutable statements, expressions and types, and the parser.
///
/// Start with [dev.redoubt.bicep.syntax.BicepFile].
@NullMarked
package dev.redoubt.bicep.syntax;

import org.jspecify.annotations.NullMarked;
