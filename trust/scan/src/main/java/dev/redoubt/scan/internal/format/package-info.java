/// Identifies the format of bytes, from the bytes alone.
@NullMarked
package dev.redoubt.scan.internal.format;

import org.jspecify.annotations.NullMarked;
