/// What PyTorch writes.
@NullMarked
package dev.redoubt.scan.internal.torch;

import org.jspecify.annotations.NullMarked;
