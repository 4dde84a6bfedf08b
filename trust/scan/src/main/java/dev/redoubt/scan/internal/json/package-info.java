/// Reads JSON as a bounded tree.
@NullMarked
package dev.redoubt.scan.internal.json;

import org.jspecify.annotations.NullMarked;
