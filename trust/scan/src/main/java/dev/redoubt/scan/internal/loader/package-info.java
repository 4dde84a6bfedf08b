/// Detects configuration values by which a loader finds the code that it imports or calls.
@NullMarked
package dev.redoubt.scan.internal.loader;

import org.jspecify.annotations.NullMarked;
