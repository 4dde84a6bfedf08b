/// Identifies the format of bytes, from the bytes alone.
@NullMarked
package dev.redoubt.scan.internal.recognise;

import org.jspecify.annotations.NullMarked;
