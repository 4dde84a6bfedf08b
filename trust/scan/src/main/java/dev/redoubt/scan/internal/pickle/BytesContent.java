package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.internal.ScannedContent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Bytes inside a pickle, as a content of their own.
final class BytesContent implements ScannedContent {

  private final DetectionLocation place;
  private final byte[] content;

  BytesContent(DetectionLocation place, byte[] content) {
    this.place = place;
    this.content = content;
  }

  @Override
  public DetectionLocation place() {
    return place;
  }

  @Override
  public byte[] prefix(int length) {
    return Arrays.copyOf(content, Math.min(length, content.length));
  }

  @Override
  public InputStream stream() {
    return new ByteArrayInputStream(content);
  }

  @Override
  public ByteSource bytes() {
    return new ByteSource() {
      @Override
      public long size() {
        return content.length;
      }

      @Override
      public int read(long position, ByteBuffer target) {
        if (position >= content.length) {
          return -1;
        }
        int count = (int) Math.min(target.remaining(), content.length - position);
        target.put(content, (int) position, count);
        return count;
      }

      @Override
      public void close() {}
    };
  }
}
