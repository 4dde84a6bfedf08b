/// Reads INI files like Python's `configparser`, as a bounded tree.
@NullMarked
package dev.redoubt.scan.internal.ini;

import org.jspecify.annotations.NullMarked;
