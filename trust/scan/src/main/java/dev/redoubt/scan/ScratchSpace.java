package dev.redoubt.scan;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// Room for what comes out of compressed archives and has to be read at any place. A caller that
/// may leave nothing in clear on a disk brings one that encrypts.
public interface ScratchSpace {

  /// A new room, empty. Closing it forgets what is in it.
  Room open() throws IOException;

  /// One content that is written once from its start, then read.
  interface Room extends Closeable {

    /// Where to write. It may be called once.
    OutputStream output() throws IOException;

    /// What was written, after the output has been closed.
    ByteSource source() throws IOException;

    @Override
    void close() throws IOException;
  }

  /// Memory up to a bound, then a file that is deleted when the room is closed, readable by its
  /// owner alone.
  ///
  /// @param heldBytes in memory, for each room
  /// @param folder where files go; made if need be
  static ScratchSpace files(long heldBytes, Path folder) {
    return () -> new SpillingBuffer(heldBytes, folder);
  }
}
