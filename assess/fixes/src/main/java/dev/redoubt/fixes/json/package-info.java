/// Writes fixes in ARM JSON.
@NullMarked
package dev.redoubt.fixes.json;

import org.jspecify.annotations.NullMarked;
