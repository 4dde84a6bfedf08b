package dev.redoubt.artifacts;

import dev.redoubt.artifacts.blob.BlobStore;
import dev.redoubt.bytes.PositionedBytes;
import dev.redoubt.keys.envelope.EnvelopeEncryption;
import dev.redoubt.keys.envelope.IntermediateKey;
import dev.redoubt.keys.material.KeyAccessException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// Decrypts the parts of an artifact as one seekable sequence of bytes. A part is opened when it is
/// first read, and few stay open.
final class DecryptedArtifactBytes implements PositionedBytes {

  /// Each holds two segments in memory, and an open file or a connection's buffer.
  private static final int OPEN = 4;

  private final BlobStore store;
  private final IntermediateKey key;
  private final IntFunction<Map<String, String>> keyContext;
  private final List<ArtifactPart> parts;

  /// Offset of each part, followed by the total size.
  private final long[] starts;

  /// By index, least recently used first.
  private final LinkedHashMap<Integer, SeekableByteChannel> opened =
      new LinkedHashMap<>(OPEN, 0.75f, true);

  /// @param key ownership is taken: it is closed with this
  /// @param keyContext returns the context that the data key of a part is wrapped with, by part
  ///   number
  DecryptedArtifactBytes(
      BlobStore store,
      IntermediateKey key,
      List<ArtifactPart> parts,
      IntFunction<Map<String, String>> keyContext) {
    this.store = store;
    this.key = key;
    this.parts = parts;
    this.keyContext = keyContext;
    this.starts = new long[parts.size() + 1];
    for (int i = 0; i < parts.size(); i++) {
      starts[i + 1] = Math.addExact(starts[i], parts.get(i).size());
    }
  }

  /// Opens the first few parts, so that a truncated one is refused before the first byte is read.
  void openFirst() throws IOException {
    for (int i = 0; i < Math.min(OPEN, parts.size()); i++) {
      part(i);
    }
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    if (position >= size()) {
      return -1;
    }
    int total = 0;
    while (target.hasRemaining() && position + total < size()) {
      int index = index(position + total);
      SeekableByteChannel channel = part(index);
      channel.position(position + total - starts[index]);
      int read = channel.read(target);
      if (read <= 0) {
        throw new IOException("an artifact part is shorter than its recorded size");
      }
      total += read;
    }
    return total;
  }

  /// Returns the index of the part that contains a position; never an empty part.
  private int index(long at) {
    int low = 0;
    int high = parts.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at < starts[middle + 1]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private SeekableByteChannel part(int index) throws IOException {
    SeekableByteChannel existing = opened.get(index);
    if (existing != null) {
      return existing;
    }
    while (opened.size() >= OPEN) {
      Iterator<SeekableByteChannel> oldest = opened.values().iterator();
      oldest.next().close();
      oldest.remove();
    }
    SeekableByteChannel channel = decrypted(parts.get(index));
    opened.put(index, channel);
    return channel;
  }

  private SeekableByteChannel decrypted(ArtifactPart part) throws IOException {
    SeekableByteChannel sealed = store.open(part.blob());
    try {
      SeekableByteChannel channel =
          EnvelopeEncryption.decrypt(
              key.at(keyContext.apply(part.number())),
              part.header(),
              ArtifactPart.context(part.blob()),
              sealed);
      if (channel.size() != part.size()) {
        throw new KeyAccessException.NotAuthentic(
            "a part has " + channel.size() + " bytes; expected " + part.size());
      }
      return channel;
    } catch (IOException | RuntimeException failed) {
      sealed.close();
      throw failed;
    }
  }

  @Override
  public long size() {
    return starts[parts.size()];
  }

  @Override
  public void close() throws IOException {
    key.close();
    IOException failed = null;
    for (SeekableByteChannel channel : opened.values()) {
      try {
        channel.close();
      } catch (IOException each) {
        failed = each;
      }
    }
    opened.clear();
    if (failed != null) {
      throw failed;
    }
  }
}
