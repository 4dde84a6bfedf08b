package dev.redoubt.http.limits;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets so many in at once; some wait for their turn, in the order in which they came.
final class ConcurrencyLimit {

  private final int places;
  private final Semaphore free;
  private final AtomicInteger waiting = new AtomicInteger();
  private final int queue;
  private final Duration patience;

  /// @param queue how many may wait
  /// @param patience how long
  ConcurrencyLimit(int places, int queue, Duration patience) {
    this.places = places;
    this.free = new Semaphore(places, true);
    this.queue = queue;
    this.patience = patience;
  }

  /// Takes places, as many as there are at most.
  ///
  /// @return how many were taken, which go to [#leave]; 0 if none
  int enter(int wanted) {
    int taken = Math.min(wanted, places);
    if (waiting.get() == 0 && free.tryAcquire(taken)) {
      return taken;
    }
    try {
      if (waiting.incrementAndGet() > queue) {
        return 0;
      }
      return free.tryAcquire(taken, patience.toNanos(), TimeUnit.NANOSECONDS) ? taken : 0;
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

  /// How many places are taken.
  int taken() {
    return places - free.availablePermits();
  }
}
