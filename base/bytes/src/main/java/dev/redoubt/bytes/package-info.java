/// Random access to bytes.
@NullMarked
package dev.redoubt.bytes;

import org.jspecify.annotations.NullMarked;
