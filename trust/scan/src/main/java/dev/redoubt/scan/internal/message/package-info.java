/// Distinguishes the protocol buffers messages of model formats.
@NullMarked
package dev.redoubt.scan.internal.message;

import org.jspecify.annotations.NullMarked;
