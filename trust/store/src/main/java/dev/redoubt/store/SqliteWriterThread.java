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

/// The one thread that writes. What waits when it is free becomes one transaction with a savepoint
/// each, so that many share one flush of the disk and none sees another's failure.
final class SqliteWriterThread {

  /// More than this would make the first one wait for the last one.
  private static final int TOGETHER = 128;

  private record Task<T>(RegistryDatabase.Work<T> work, CompletableFuture<T> result) {

    /// Runs it, and says what to do once its change is on the disk.
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

  private static final Task<Boolean> LAST = new Task<>(_ -> true, new CompletableFuture<>());

  private final Connection connection;
  private final JdbcClient sql;
  private final LinkedBlockingQueue<Task<?>> waiting = new LinkedBlockingQueue<>();
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
    waiting.add(task);
    return task.result();
  }

  private void loop() {
    boolean last = false;
    while (!last) {
      List<Task<?>> batch = new ArrayList<>();
      try {
        batch.add(waiting.take());
      } catch (InterruptedException _) {
        return;
      }
      waiting.drainTo(batch, TOGETHER - 1);
      last = batch.remove(LAST);
      commit(batch);
    }
  }

  private void commit(List<Task<?>> batch) {
    List<Runnable> answers = new ArrayList<>();
    try {
      for (Task<?> task : batch) {
        answers.add(task.run(connection, sql));
      }
      connection.commit();
    } catch (SQLException failed) {
      undo(failed);
      batch.forEach(task -> task.result().completeExceptionally(broken(failed)));
      return;
    }
    answers.forEach(Runnable::run);
  }

  private void undo(SQLException failed) {
    try {
      connection.rollback();
    } catch (SQLException again) {
      failed.addSuppressed(again);
    }
  }

  private static IllegalStateException broken(SQLException failed) {
    return new IllegalStateException("the database did not take a change", failed);
  }

  void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      waiting.add(LAST);
    }
    try {
      thread.join();
      connection.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (SQLException failed) {
      throw new IllegalStateException("the database did not close", failed);
    }
  }
}
