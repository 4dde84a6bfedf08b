package dev.redoubt.artifacts;

import dev.redoubt.ledger.format.Sha256Digest;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/// SHA-256 of what streams by, on a thread of its own while the caller does something else with the
/// same bytes. What fits into one buffer is not worth a thread, and gets none.
final class ParallelDigest implements AutoCloseable {

  /// Few segments of the envelope: large enough to be rarely handed over, small enough for a cache.
  static final int SIZE = 256 * 1024;

  /// How far reading may be ahead of hashing.
  private static final int BUFFERS = 8;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Filled(byte[] bytes, int length) {}

  private static final Filled END = new Filled(new byte[0], -1);

  private final MessageDigest sha256 = Sha256Digest.newSha256();
  private final ArrayBlockingQueue<byte[]> empty = new ArrayBlockingQueue<>(BUFFERS);
  private final ArrayBlockingQueue<Filled> filled = new ArrayBlockingQueue<>(BUFFERS + 1);
  private @Nullable Thread thread;
  private int made;

  /// A buffer to fill, which is the caller's until the next one is asked for.
  byte[] buffer() throws InterruptedIOException {
    byte[] free = empty.poll();
    if (free != null) {
      return free;
    }
    if (made < BUFFERS) {
      made++;
      return new byte[SIZE];
    }
    try {
      return empty.take();
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
  }

  /// Takes what is in the buffer. The caller still reads from it, and writes to it no more.
  void add(byte[] buffer, int length) throws InterruptedIOException {
    if (length < SIZE && thread == null) {
      sha256.update(buffer, 0, length);
      return;
    }
    if (thread == null) {
      thread = Thread.ofPlatform().name("artifact-digest").daemon().start(this::hash);
    }
    hand(new Filled(buffer, length));
  }

  private void hand(Filled next) throws InterruptedIOException {
    try {
      filled.put(next);
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
  }

  private void hash() {
    try {
      for (Filled next = filled.take(); next.length() >= 0; next = filled.take()) {
        sha256.update(next.bytes(), 0, next.length());
        empty.add(next.bytes());
      }
    } catch (InterruptedException closed) {
      return;
    }
  }

  /// The digest of all.
  Sha256Digest finish() throws InterruptedIOException {
    Thread hashing = thread;
    if (hashing != null) {
      hand(END);
      try {
        hashing.join();
      } catch (InterruptedException interrupted) {
        throw interrupted();
      }
    }
    return Sha256Digest.of(sha256.digest());
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while hashing");
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
