package dev.redoubt.http.limits;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;

/// A request body that is already in memory.
final class BufferedBodyRequest extends ServletInputStream {

  private final ByteArrayInputStream in;

  BufferedBodyRequest(byte[] bytes) {
    this.in = new ByteArrayInputStream(bytes);
  }

  @Override
  public int read() {
    return in.read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    return in.read(buffer, offset, length);
  }

  @Override
  public boolean isFinished() {
    return in.available() == 0;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void setReadListener(ReadListener listener) {
    throw new IllegalStateException("requests are not asynchronous");
  }
}
