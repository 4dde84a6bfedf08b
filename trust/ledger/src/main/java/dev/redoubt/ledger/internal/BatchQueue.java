package dev.redoubt.ledger.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A queue to which many threads add items, and from which one thread takes them in batches.
///
/// @param <T> what is handed in
public final class BatchQueue<T> {

  /// More than fits into one batch; who hands in more waits.
  private static final int CAPACITY = 4096;

  /// How many are taken at once: a batch this large costs little more than its flush.
  private static final int MAX_BATCH = 1024;

  /// How long the taker waits for those who had their answer a moment ago and come again. Without
  /// it the first to come back takes a flush for himself and everybody else waits for two.
  private static final long LINGER_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Queue<T> waiting = new ArrayDeque<>();
  private int lastBatch;
  private boolean closed;

  /// Hands something in, and waits where there is no room.
  ///
  /// @return false where nothing is taken any more
  public boolean put(T item) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.size() >= CAPACITY && !closed) {
        room.await();
      }
      if (closed) {
        return false;
      }
      waiting.add(item);
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Takes what is there, and waits for something.
  ///
  /// @return empty where nothing will come any more
  public List<T> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.await();
      }
      long left = LINGER_NANOS;
      while (waiting.size() < lastBatch && left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
      List<T> batch = new ArrayList<>();
      while (batch.size() < MAX_BATCH && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
      lastBatch = batch.size();
      room.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /// Takes nothing more; what was handed in can still be taken.
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
