package dev.redoubt.scan.internal.json;

import java.io.IOException;
import java.io.InputStream;

/// Distinguishes failures of a stream from failures of its reader.
final class FailureTrackingStream extends InputStream {

  private final InputStream stream;

  FailureTrackingStream(InputStream stream) {
    this.stream = stream;
  }

  @Override
  public int read() throws IOException {
    try {
      return stream.read();
    } catch (IOException failed) {
      throw new SourceReadFailure(failed);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return stream.read(target, offset, length);
    } catch (IOException failed) {
      throw new SourceReadFailure(failed);
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
