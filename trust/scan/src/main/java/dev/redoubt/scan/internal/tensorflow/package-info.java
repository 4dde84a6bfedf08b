/// Reads TensorFlow saved models and graphs.
@NullMarked
package dev.redoubt.scan.internal.tensorflow;

import org.jspecify.annotations.NullMarked;
