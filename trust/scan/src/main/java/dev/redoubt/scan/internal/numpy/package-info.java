/// Checks NumPy arrays.
@NullMarked
package dev.redoubt.scan.internal.numpy;

import org.jspecify.annotations.NullMarked;
