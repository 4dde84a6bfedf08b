package dev.redoubt.bytes;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Reads bytes at any position, in one thread at a time. [ReadChannel] turns it into a channel.
public interface PositionedBytes extends Closeable {

  /// The number of bytes.
  long size() throws IOException;

  /// Reads at least one byte if there is one.
  ///
  /// @param position from 0
  /// @param target with remaining space
  /// @return the number of bytes read; -1 at or after the end
  int read(long position, ByteBuffer target) throws IOException;
}
