package dev.redoubt.scan;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Bytes that can be read at any place, for example a file, or an encrypted object that is
/// decrypted as it is read. Used by one thread at a time.
public interface ByteSource extends Closeable {

  /// The number of bytes.
  long size() throws IOException;

  /// Reads as many bytes as there are and as fit.
  ///
  /// @param position from the start, in bytes
  /// @return how many were read; less than `target` had room for only at the end; -1 at or past the
  ///   end
  int read(long position, ByteBuffer target) throws IOException;

  @Override
  void close() throws IOException;
}
