/// Reads the safetensors format.
@NullMarked
package dev.redoubt.scan.internal.safetensors;

import org.jspecify.annotations.NullMarked;
