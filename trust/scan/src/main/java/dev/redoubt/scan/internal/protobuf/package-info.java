/// Reads the wire format of protocol buffers, without generated classes.
@NullMarked
package dev.redoubt.scan.internal.protobuf;

import org.jspecify.annotations.NullMarked;
