package dev.redoubt.artifacts.blob;

import java.io.IOException;
import java.io.OutputStream;

/// Stream that writes a blob. Closing it without [#commit()] discards the blob.
public abstract class BlobSink extends OutputStream {

  @Override
  public void write(int each) throws IOException {
    write(new byte[] {(byte) each}, 0, 1);
  }

  @Override
  public abstract void write(byte[] bytes, int offset, int length) throws IOException;

  /// Completes the blob. When this returns, the whole blob is durable.
  public abstract void commit() throws IOException;
}
