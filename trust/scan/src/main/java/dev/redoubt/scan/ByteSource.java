package dev.redoubt.scan;

import dev.redoubt.bytes.PositionedBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Random-access bytes, for example a file, or an encrypted object that is decrypted as it is read.
/// For use by one thread at a time.
public interface ByteSource extends PositionedBytes {

  /// The number of bytes.
  @Override
  long size() throws IOException;

  /// Reads as many bytes as are available and fit into `target`.
  ///
  /// @param position from the start, in bytes
  /// @return the number of bytes read; fewer than `target` has room for only at the end; -1 at or
  ///   past the end
  @Override
  int read(long position, ByteBuffer target) throws IOException;

  @Override
  void close() throws IOException;

  /// Wraps bytes in memory without copying them.
  static ByteSource of(byte[] bytes) {
    return new MemorySource(bytes);
  }

  /// Opens a file. Its size is determined once.
  static ByteSource of(Path file) throws IOException {
    return FileSource.of(FileChannel.open(file, StandardOpenOption.READ));
  }

  /// Returns a part of this source, as far as it exists. Closing the part does not close this
  /// source.
  default ByteSource part(long start, long length) throws IOException {
    return SourcePart.of(this, start, length);
  }

  /// Reads up to `length` bytes from `position`; fewer only at the end, none past it.
  default byte[] bytesAt(long position, int length) throws IOException {
    long room = Math.clamp(size() - position, 0, length);
    byte[] bytes = new byte[(int) room];
    int count = bytes.length == 0 ? 0 : Math.max(0, read(position, ByteBuffer.wrap(bytes)));
    return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
  }

  /// Reads the first bytes; fewer if the source is shorter.
  default byte[] prefix(int length) throws IOException {
    return bytesAt(0, length);
  }
}
