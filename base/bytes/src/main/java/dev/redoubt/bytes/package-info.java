/// Bytes that are read at any position.
@NullMarked
package dev.redoubt.bytes;

import org.jspecify.annotations.NullMarked;
