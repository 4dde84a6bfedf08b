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
/// @param <T> the type of the items
public final class BatchQueue<T> {

  /// More than one batch; further callers wait.
  private static final int CAPACITY = 4096;

  /// The largest batch: a batch of this size costs little more than its flush.
  private static final int MAX_BATCH = 1024;

  /// How long the consumer waits for callers that got their result a moment ago and submit again.
  /// Without this wait, the first caller to return would use a flush alone, and all others would
  /// wait for two.
  private static final long LINGER_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Queue<T> waiting = new ArrayDeque<>();
  private int lastBatch;
  private boolean closed;

  /// Adds an item, and waits while the queue is full.
  ///
  /// @return false if the queue is closed
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

  /// Takes a batch, and waits for at least one item.
  ///
  /// @return empty if the queue is closed and no items are left
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

  /// Closes the queue; items in it can still be taken.
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
