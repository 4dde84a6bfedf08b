package dev.redoubt.scan.internal;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.DetectionLocation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/// Content in a source that its owner closes.
record SourceContent(DetectionLocation place, ByteSource source) implements ScannedContent {

  @Override
  public byte[] prefix(int length) throws IOException {
    return source.prefix(length);
  }

  @Override
  public InputStream stream() {
    return new SourceStream(source);
  }

  @Override
  public ByteSource bytes() {
    return new Borrowed(source);
  }

  /// The source, without the right to close it.
  private record Borrowed(ByteSource source) implements ByteSource {

    @Override
    public long size() throws IOException {
      return source.size();
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      return source.read(position, target);
    }

    @Override
    public void close() {
      // The owner of the source closes it.
    }
  }
}
