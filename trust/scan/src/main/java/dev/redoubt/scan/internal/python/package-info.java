/// Looks at Python source that lies beside or inside a model.
@NullMarked
package dev.redoubt.scan.internal.python;

import org.jspecify.annotations.NullMarked;
