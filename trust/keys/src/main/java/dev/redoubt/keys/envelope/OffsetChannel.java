package dev.redoubt.keys.envelope;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/// The rest of a file behind its head.
final class OffsetChannel implements SeekableByteChannel {

  private final FileChannel file;
  private final long offset;
  private long position;

  OffsetChannel(FileChannel file, long offset) {
    this.file = file;
    this.offset = offset;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int read = file.read(target, offset + position);
    position += Math.max(read, 0);
    return read;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() throws IOException {
    return Math.max(0, file.size() - offset);
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
