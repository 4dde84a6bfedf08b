package dev.redoubt.artifacts.blob;

import java.io.IOException;
import java.io.OutputStream;

/// Takes a blob. Closed without [#commit()] before, it leaves none.
public abstract class BlobSink extends OutputStream {

  @Override
  public void write(int each) throws IOException {
    write(new byte[] {(byte) each}, 0, 1);
  }

  @Override
  public abstract void write(byte[] bytes, int offset, int length) throws IOException;

  /// Completes the blob. When this returns it is there as a whole, and survives a crash.
  public abstract void commit() throws IOException;
}
