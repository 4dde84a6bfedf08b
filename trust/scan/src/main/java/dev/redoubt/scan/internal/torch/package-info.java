/// Reads the files of PyTorch.
@NullMarked
package dev.redoubt.scan.internal.torch;

import org.jspecify.annotations.NullMarked;
