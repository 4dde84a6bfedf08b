package dev.redoubt.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/// A read-only channel over bytes. Several threads may use it; one reads at a time.
public final class ReadChannel implements SeekableByteChannel {

  private final PositionedBytes bytes;
  private long position;
  private volatile boolean open = true;

  /// @param bytes to read; closed with this channel
  public ReadChannel(PositionedBytes bytes) {
    this.bytes = bytes;
  }

  /// Fills the target, unless fewer bytes are available at once.
  @Override
  public synchronized int read(ByteBuffer target) throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
    if (!target.hasRemaining()) {
      return 0;
    }
    int read = bytes.read(position, target);
    position += Math.max(0, read);
    return read;
  }

  @Override
  public synchronized long position() {
    return position;
  }

  @Override
  public synchronized SeekableByteChannel position(long newPosition) {
    if (newPosition < 0) {
      throw new IllegalArgumentException("the position must not be negative");
    }
    position = newPosition;
    return this;
  }

  @Override
  public long size() throws IOException {
    return bytes.size();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public synchronized void close() throws IOException {
    open = false;
    bytes.close();
  }
}
