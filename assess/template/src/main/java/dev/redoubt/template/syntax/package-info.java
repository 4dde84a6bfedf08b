/// The template as written: an immutable tree that the ARM and the Bicep front end both build.
///
/// Start with [dev.redoubt.template.syntax.Template].
@NullMarked
package dev.redoubt.template.syntax;

import org.jspecify.annotations.NullMarked;
