/// Keras models: what their configuration makes a loader do.
@NullMarked
package dev.redoubt.scan.internal.keras;

import org.jspecify.annotations.NullMarked;
