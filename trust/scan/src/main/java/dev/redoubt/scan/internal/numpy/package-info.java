/// Arrays of NumPy.
@NullMarked
package dev.redoubt.scan.internal.numpy;

import org.jspecify.annotations.NullMarked;
