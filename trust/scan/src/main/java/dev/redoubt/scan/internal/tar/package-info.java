/// Reads tar archives.
@NullMarked
package dev.redoubt.scan.internal.tar;

import org.jspecify.annotations.NullMarked;
