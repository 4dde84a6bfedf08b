package dev.redoubt.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Registry database in PostgreSQL; tested with version 18.
///
/// Writes are serializable transactions: they behave as if run one after another, as in SQLite.
/// Those that PostgreSQL rejects with a serialization failure are retried. Reads see one snapshot
/// and never wait.
public final class PostgresDatabase implements RegistryDatabase {

  /// How long closing waits for running transactions.
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final HikariDataSource readers;
  private final HikariDataSource writers;
  private final SerializationRetry retry = new SerializationRetry();

  /// Held shared by transactions, exclusively by close.
  private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();

  private PostgresDatabase(HikariDataSource readers, HikariDataSource writers) {
    this.readers = readers;
    this.writers = writers;
  }

  /// Migrates the schema of a database and opens it.
  ///
  /// @param source returns a new authenticated connection each time
  /// @param connections maximum number of pooled connections for reads, and again for writes
  /// @param migrations the schema migrations to apply
  public static PostgresDatabase open(
      DataSource source, int connections, SchemaMigrations migrations) {
    Flyway.configure(PostgresDatabase.class.getClassLoader())
        .dataSource(source)
        .locations(migrations.locations(SchemaMigrations.Kind.POSTGRESQL))
        .table("migration")
        .load()
        .migrate();
    HikariDataSource readers =
        pool(source, "registry-read", "TRANSACTION_REPEATABLE_READ", connections, true);
    return new PostgresDatabase(
        readers, pool(source, "registry-write", "TRANSACTION_SERIALIZABLE", connections, false));
  }

  private static HikariDataSource pool(
      DataSource source, String name, String isolation, int connections, boolean readOnly) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setPoolName(name);
    config.setTransactionIsolation(isolation);
    config.setReadOnly(readOnly);
    config.setAutoCommit(false);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }

  @Override
  public <T> T read(Work<T> work) {
    return run(readers, work);
  }

  @Override
  public <T> T write(Work<T> work) {
    return retry.run(() -> run(writers, work));
  }

  private <T> T run(HikariDataSource pool, Work<T> work) {
    open.readLock().lock();
    try {
      if (pool.isClosed()) {
        throw new IllegalStateException("the database is closed");
      }
      try (Connection connection = pool.getConnection()) {
        return run(connection, work);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException("a database error occurred", failed);
    } finally {
      open.readLock().unlock();
    }
  }

  private static <T> T run(Connection connection, Work<T> work) throws SQLException {
    try {
      T result = work.with(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException | Error failed) {
      undo(connection, failed);
      throw failed;
    }
  }

  /// The first failure is the one that is reported.
  private static void undo(Connection connection, Throwable failed) {
    try {
      connection.rollback();
    } catch (SQLException again) {
      failed.addSuppressed(again);
    }
  }

  @Override
  public void close() {
    boolean alone = false;
    try {
      alone = open.writeLock().tryLock(CLOSE_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    try {
      writers.close();
      readers.close();
    } finally {
      if (alone) {
        open.writeLock().unlock();
      }
    }
  }
}
