package dev.redoubt.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Where the registry keeps what it knows. Work is given to it as a function of a client; it runs
/// in a transaction that sees one state, and is undone as a whole if the function throws.
///
/// Functions are for SQL alone: they may run again after a conflict, and hold up others meanwhile.
public interface RegistryDatabase extends AutoCloseable {

  /// What is done with the database.
  ///
  /// @param <T> what comes out; never null
  @FunctionalInterface
  interface Work<T> {
    /// Does it.
    T with(JdbcClient sql);
  }

  /// Reads; a statement that writes fails.
  <T> T read(Work<T> work);

  /// Writes. When this returns, the change has reached the disk.
  <T> T write(Work<T> work);

  /// Waits for what is running, and closes. What comes later throws [IllegalStateException].
  @Override
  void close();
}
