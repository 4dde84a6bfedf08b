package dev.redoubt.bytes;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Reads bytes at any position, in one thread at a time. [ReadChannel] turns it into a channel.
public interface PositionedBytes extends Closeable {

  /// How many there are.
  long size() throws IOException;

  /// Reads some bytes, at least one if there is one.
  ///
  /// @param position from 0
  /// @param target has space
  /// @return how many; -1 at the end and behind it
  int read(long position, ByteBuffer target) throws IOException;
}
