package dev.redoubt.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A file as a byte source. Serves small reads from a buffered block, because analyzers read in
/// small steps.
final class FileSource implements ByteSource {

  /// Large enough that the cost of a system call is negligible.
  private static final int BLOCK = 1 << 16;

  private final FileChannel channel;
  private final long size;
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
  private long blockStart;
  private int blockLength;

  private FileSource(FileChannel channel, long size) {
    this.channel = channel;
    this.size = size;
  }

  static FileSource of(FileChannel channel) throws IOException {
    return new FileSource(channel, channel.size());
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
    int done = 0;
    while (done < wanted) {
      int count = step(position + done, target, wanted - done);
      if (count <= 0) {
        throw new IOException("the file shrank while it was read");
      }
      done += count;
    }
    return done;
  }

  private int step(long position, ByteBuffer target, int wanted) throws IOException {
    if (wanted >= BLOCK) {
      ByteBuffer piece = target.slice(target.position(), wanted);
      int count = channel.read(piece, position);
      target.position(target.position() + Math.max(0, count));
      return count;
    }
    if (position < blockStart || position >= blockStart + blockLength) {
      block.clear();
      blockLength = 0;
      blockStart = position;
      blockLength = Math.max(0, channel.read(block, position));
    }
    int from = (int) (position - blockStart);
    int count = Math.min(wanted, blockLength - from);
    if (count > 0) {
      target.put(target.position(), block, from, count);
      target.position(target.position() + count);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
