/// Checks the package lists that accompany a model: from which source each package would be
/// installed.
@NullMarked
package dev.redoubt.scan.internal.packages;

import org.jspecify.annotations.NullMarked;
