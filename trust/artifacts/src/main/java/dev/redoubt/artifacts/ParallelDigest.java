package dev.redoubt.artifacts;

import dev.redoubt.ledger.format.Sha256Digest;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Computes SHA-256 of a stream on a separate thread, while the caller processes the same bytes.
/// Content that fits into one buffer is hashed on the caller's thread.
final class ParallelDigest implements AutoCloseable {

  /// A few envelope segments: large enough for few handovers, small enough for the CPU cache.
  static final int SIZE = 256 * 1024;

  /// How many buffers reading may be ahead of hashing.
  private static final int BUFFERS = 8;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Filled(byte[] bytes, int length) {}

  private static final Filled END = new Filled(new byte[0], -1);

  private final MessageDigest sha256 = Sha256Digest.newSha256();
  private final ArrayBlockingQueue<byte[]> empty = new ArrayBlockingQueue<>(BUFFERS);
  private final ArrayBlockingQueue<Filled> filled = new ArrayBlockingQueue<>(BUFFERS + 1);
  private @Nullable Thread thread;
  private int created;

  /// Returns a buffer to fill; the caller may use it until the next call.
  byte[] buffer() throws InterruptedIOException {
    byte[] free = empty.poll();
    if (free != null) {
      return free;
    }
    if (created < BUFFERS) {
      created++;
      return new byte[SIZE];
    }
    try {
      return empty.take();
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
  }

  /// Hashes the content of the buffer. The caller may still read from it, but no longer write to
  /// it.
  void add(byte[] buffer, int length) throws InterruptedIOException {
    if (length < SIZE && thread == null) {
      sha256.update(buffer, 0, length);
      return;
    }
    if (thread == null) {
      thread = Thread.ofPlatform().name("artifact-digest").daemon().start(this::hash);
    }
    enqueue(new Filled(buffer, length));
  }

  private void enqueue(Filled next) throws InterruptedIOException {
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

  /// Returns the digest of everything added.
  Sha256Digest finish() throws InterruptedIOException {
    Thread hashing = thread;
    if (hashing != null) {
      enqueue(END);
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
