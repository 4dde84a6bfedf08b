package dev.redoubt.scan;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// Temporary space for decompressed content that needs random access. A caller that must not leave
/// plaintext on a disk supplies an implementation that encrypts.
public interface ScratchSpace {

  /// Opens new, empty space. Closing it discards the content.
  Room open() throws IOException;

  /// Space for one content, which is written once from its start and then read.
  interface Room extends Closeable {

    /// The stream to write to. Call this once.
    OutputStream output() throws IOException;

    /// What was written, after the output was closed.
    ByteSource source() throws IOException;

    @Override
    void close() throws IOException;
  }

  /// Scratch space that uses memory up to a limit, then a file that only its owner can read and
  /// that is deleted on close.
  ///
  /// @param heldBytes bytes in memory, for each content
  /// @param folder where files are created; it is created if necessary
  static ScratchSpace files(long heldBytes, Path folder) {
    return () -> new SpillingBuffer(heldBytes, folder);
  }
}
