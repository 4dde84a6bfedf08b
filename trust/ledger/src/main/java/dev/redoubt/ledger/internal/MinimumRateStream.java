package dev.redoubt.ledger.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Reads a response body and enforces a minimum transfer rate, because the timeout of the HTTP
/// client ends with the response headers: a server that sends single bytes could block the client
/// forever.
final class MinimumRateStream extends FilterInputStream {

  /// In bytes per second, on average.
  private static final int SLOWEST = 64 << 10;

  private static final int LOOKS = 20;

  private final long graceNanos;
  private final long start = System.nanoTime();
  private final AtomicLong total = new AtomicLong();
  private volatile boolean closed;
  private volatile boolean late;

  private MinimumRateStream(InputStream in, Duration grace) {
    super(in);
    this.graceNanos = grace.toNanos();
  }

  /// Wraps a body, which is closed if it is too slow.
  ///
  /// @param grace time without a minimum
  static InputStream of(InputStream body, Duration grace) {
    MinimumRateStream paced = new MinimumRateStream(body, grace);
    paced.watch();
    return paced;
  }

  private void watch() {
    if (closed) {
      return;
    }
    long allowed = graceNanos + total.get() * TimeUnit.SECONDS.toNanos(1) / SLOWEST;
    if (System.nanoTime() - start < allowed) {
      CompletableFuture.delayedExecutor(graceNanos / LOOKS, TimeUnit.NANOSECONDS)
          .execute(this::watch);
      return;
    }
    late = true;
    try {
      in.close();
    } catch (IOException _) {
      // Whoever reads is told that it is late.
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count;
    try {
      count = in.read(bytes, offset, length);
    } catch (IOException e) {
      throw late ? tooSlow() : e;
    }
    if (late) {
      throw tooSlow();
    }
    total.addAndGet(Math.max(count, 0));
    return count;
  }

  private static IOException tooSlow() {
    return new IOException("timeout: the transfer rate is too low");
  }

  @Override
  public void close() throws IOException {
    closed = true;
    in.close();
  }
}
