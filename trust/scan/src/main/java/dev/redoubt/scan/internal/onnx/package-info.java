/// Reads ONNX models.
@NullMarked
package dev.redoubt.scan.internal.onnx;

import org.jspecify.annotations.NullMarked;
