package dev.redoubt.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Runs all write transactions on one thread. Whatever is queued when the thread becomes free is
/// committed as one transaction with a savepoint per task: one flush of the disk serves many tasks,
/// and a failed task does not affect the others.
final class SqliteWriterThread {

  /// Maximum batch size: with more, the first task would wait for the last one.
  private static final int MAX_BATCH = 128;

  private record Task<T>(RegistryDatabase.Work<T> work, CompletableFuture<T> result) {

    /// Runs the task and returns the action that completes its future once the change is durable.
    Runnable run(Connection connection, JdbcClient sql) throws SQLException {
      Savepoint before = connection.setSavepoint();
      try {
        T value = work.with(sql);
        connection.releaseSavepoint(before);
        return () -> result.complete(value);
      } catch (RuntimeException | Error failed) {
        connection.rollback(before);
        return () -> result.completeExceptionally(failed);
      }
    }
  }

  private static final Task<Boolean> STOP = new Task<>(_ -> true, new CompletableFuture<>());

  private final Connection connection;
  private final JdbcClient sql;
  private final LinkedBlockingQueue<Task<?>> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private boolean closed;

  SqliteWriterThread(Connection connection) {
    this.connection = connection;
    this.sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    this.thread = Thread.ofPlatform().name("registry-write").daemon().start(this::loop);
  }

  synchronized <T> Future<T> submit(RegistryDatabase.Work<T> work) {
    if (closed) {
      throw new IllegalStateException("the database is closed");
    }
    Task<T> task = new Task<>(work, new CompletableFuture<>());
    queue.add(task);
    return task.result();
  }

  private void loop() {
    boolean last = false;
    while (!last) {
      List<Task<?>> batch = new ArrayList<>();
      try {
        batch.add(queue.take());
      } catch (InterruptedException _) {
        return;
      }
      queue.drainTo(batch, MAX_BATCH - 1);
      last = batch.remove(STOP);
      commit(batch);
    }
  }

  private void commit(List<Task<?>> batch) {
    List<Runnable> completions = new ArrayList<>();
    try {
      for (Task<?> task : batch) {
        completions.add(task.run(connection, sql));
      }
      connection.commit();
    } catch (SQLException failed) {
      undo(failed);
      batch.forEach(task -> task.result().completeExceptionally(writeFailure(failed)));
      return;
    }
    completions.forEach(Runnable::run);
  }

  private void undo(SQLException failed) {
    try {
      connection.rollback();
    } catch (SQLException again) {
      failed.addSuppressed(again);
    }
  }

  private static IllegalStateException writeFailure(SQLException failed) {
    return new IllegalStateException("the database did not accept a change", failed);
  }

  void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      queue.add(STOP);
    }
    try {
      thread.join();
      connection.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (SQLException failed) {
      throw new IllegalStateException("the database could not be closed", failed);
    }
  }
}
