/// Reads TOML as a bounded tree.
@NullMarked
package dev.redoubt.scan.internal.toml;

import org.jspecify.annotations.NullMarked;
