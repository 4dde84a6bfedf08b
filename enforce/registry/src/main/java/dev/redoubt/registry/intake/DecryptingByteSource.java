package dev.redoubt.registry.intake;

import dev.redoubt.scan.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// Byte source over a decrypting channel, for a scanner. Caches one decrypted block, because
/// analyzers read in small steps.
final class DecryptingByteSource implements ByteSource {

  /// Two segments of the ciphertext.
  private static final int BLOCK = 128 * 1024;

  private final SeekableByteChannel channel;
  private final long size;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK).limit(0);
  private long blockStart;

  DecryptingByteSource(SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (position >= size) {
      return -1;
    }
    int wanted = (int) Math.min(size - position, target.remaining());
    ByteBuffer piece = target.slice(target.position(), wanted);
    while (piece.hasRemaining()) {
      step(position + piece.position(), piece);
    }
    target.position(target.position() + wanted);
    return wanted;
  }

  private void step(long position, ByteBuffer piece) throws IOException {
    if (piece.remaining() >= BLOCK) {
      fill(position, piece);
      return;
    }
    if (position < blockStart || position >= blockStart + block.limit()) {
      block.clear().limit((int) Math.min(BLOCK, size - position));
      blockStart = position;
      try {
        fill(position, block);
      } catch (IOException | RuntimeException failed) {
        block.limit(0);
        throw failed;
      }
    }
    int from = (int) (position - blockStart);
    int count = Math.min(piece.remaining(), block.limit() - from);
    piece.put(block.slice(from, count));
  }

  private void fill(long position, ByteBuffer target) throws IOException {
    channel.position(position);
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        throw new IOException("the file was truncated while it was being read");
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
