package dev.redoubt.http.limits;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Limits the number of requests processed at the same time; further ones wait in a first-in,
/// first-out queue.
final class ConcurrencyLimit {

  private final int places;
  private final Semaphore free;
  private final AtomicInteger waiting = new AtomicInteger();
  private final int queue;
  private final Duration timeout;

  /// @param queue how many requests may wait
  /// @param timeout how long a request may wait
  ConcurrencyLimit(int places, int queue, Duration timeout) {
    this.places = places;
    this.free = new Semaphore(places, true);
    this.queue = queue;
    this.timeout = timeout;
  }

  /// Acquires up to the wanted number of places.
  ///
  /// @return the number of places acquired, to be given back with [#leave]; 0 after a timeout or if
  ///   the queue is full
  int enter(int wanted) {
    int taken = Math.min(wanted, places);
    if (waiting.get() == 0 && free.tryAcquire(taken)) {
      return taken;
    }
    try {
      if (waiting.incrementAndGet() > queue) {
        return 0;
      }
      return free.tryAcquire(taken, timeout.toNanos(), TimeUnit.NANOSECONDS) ? taken : 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 0;
    } finally {
      waiting.decrementAndGet();
    }
  }

  /// Gives places back.
  void leave(int taken) {
    free.release(taken);
  }

  /// Returns the number of places in use.
  int taken() {
    return places - free.availablePermits();
  }
}
