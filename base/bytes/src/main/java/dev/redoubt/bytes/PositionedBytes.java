package dev.redoubt.bytes;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Bytes that are read at any position, by one thread at a time. [ReadChannel] makes a channel of
/// them.
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
