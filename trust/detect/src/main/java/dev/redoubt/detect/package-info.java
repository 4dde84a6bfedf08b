/// Secrets in text and in streams: forms that services give their keys, told from what only looks
/// like one.
@NullMarked
package dev.redoubt.detect;

import org.jspecify.annotations.NullMarked;
