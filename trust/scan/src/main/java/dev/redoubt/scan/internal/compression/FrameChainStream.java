package dev.redoubt.scan.internal.compression;

import dev.redoubt.scan.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads a chain of compressed frames as one stream.
final class FrameChainStream extends InputStream {

  private final StreamFormat format;
  private final ByteSource source;
  private final byte[] one = new byte[1];
  private StreamFormat.@Nullable Frame frame;
  private long end;
  private boolean done;

  FrameChainStream(StreamFormat format, ByteSource source) {
    this.format = format;
    this.source = source;
  }

  /// The end of the last frame.
  long end() {
    return end;
  }

  @Override
  public int read() throws IOException {
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (!done && length > 0) {
      StreamFormat.Frame current = frame == null ? open() : frame;
      if (current == null) {
        break;
      }
      int count = current.unpacked().read(target, offset, length);
      if (count > 0) {
        return count;
      }
      end = current.end().position();
      current.unpacked().close();
      frame = null;
    }
    done = true;
    return -1;
  }

  /// Opens the next frame; null if something else follows.
  private StreamFormat.@Nullable Frame open() throws IOException {
    if (end >= source.size()) {
      return null;
    }
    try {
      frame = format.open(source, end);
      return frame;
    } catch (IOException e) {
      if (end == 0) {
        throw e;
      }
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    if (frame != null) {
      frame.unpacked().close();
    }
  }
}
