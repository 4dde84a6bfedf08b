/// Checks skops models.
@NullMarked
package dev.redoubt.scan.internal.skops;

import org.jspecify.annotations.NullMarked;
