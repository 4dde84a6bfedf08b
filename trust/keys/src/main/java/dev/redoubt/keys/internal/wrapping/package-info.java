/// Wrapping with AES, which the providers share.
@NullMarked
package dev.redoubt.keys.internal.wrapping;

import org.jspecify.annotations.NullMarked;
