/// Checks what the configuration of a Keras model makes a loader do.
@NullMarked
package dev.redoubt.scan.internal.keras;

import org.jspecify.annotations.NullMarked;
