package dev.redoubt.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Database of the registry. Work is passed in as a function of a SQL client; it runs in a
/// transaction on one snapshot, which is rolled back if the function throws.
///
/// Functions must contain SQL only: they may be retried after a conflict, and they may block others
/// while they run.
public interface RegistryDatabase extends AutoCloseable {

  /// A unit of work that runs in one transaction.
  ///
  /// @param <T> type of the result; never null
  @FunctionalInterface
  interface Work<T> {
    /// Runs the work.
    T with(JdbcClient sql);
  }

  /// Runs a read-only transaction; a statement that writes fails.
  <T> T read(Work<T> work);

  /// Runs a read-write transaction. When this returns, the change is durable.
  <T> T write(Work<T> work);

  /// Waits for running transactions and closes the database. Later calls throw
  /// [IllegalStateException].
  @Override
  void close();
}
