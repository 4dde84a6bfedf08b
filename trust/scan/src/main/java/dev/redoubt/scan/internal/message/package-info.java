/// Messages of protocol buffers that are models, told apart.
@NullMarked
package dev.redoubt.scan.internal.message;

import org.jspecify.annotations.NullMarked;
