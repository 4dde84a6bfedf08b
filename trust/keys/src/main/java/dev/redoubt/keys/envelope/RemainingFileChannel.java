package dev.redoubt.keys.envelope;

import dev.redoubt.bytes.PositionedBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// The rest of a file after its header.
///
/// @param head its size, in bytes
record RemainingFileChannel(FileChannel file, long head) implements PositionedBytes {

  @Override
  public long size() throws IOException {
    return Math.max(0, file.size() - head);
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    return file.read(target, head + position);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
