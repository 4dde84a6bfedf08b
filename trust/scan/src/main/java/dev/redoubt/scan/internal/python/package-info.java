/// Analyzes Python source beside or inside a model.
@NullMarked
package dev.redoubt.scan.internal.python;

import org.jspecify.annotations.NullMarked;
