/// The template syntax tree: immutable, and built by both the ARM and the Bicep front end.
///
/// Start with [dev.redoubt.template.syntax.Template].
@NullMarked
package dev.redoubt.template.syntax;

import org.jspecify.annotations.NullMarked;
