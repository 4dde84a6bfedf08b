/// Strict JSON parsing.
@NullMarked
package dev.redoubt.json;

import org.jspecify.annotations.NullMarked;
