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

/// A database of PostgreSQL; tested with version 18.
///
/// Writes are serializable: they mean what they would mean one after another, as they do in SQLite.
/// Those that PostgreSQL refuses for that reason run again. Reads see one state, and never wait.
public final class PostgresDatabase implements RegistryDatabase {

  /// How long whoever closes it waits for others.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HikariDataSource readers;
  private final HikariDataSource writers;
  private final SerializationRetry retry = new SerializationRetry();

  /// Shared by whoever works, taken alone by who closes.
  private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();

  private PostgresDatabase(HikariDataSource readers, HikariDataSource writers) {
    this.readers = readers;
    this.writers = writers;
  }

  /// Brings the tables of a database up to date, and opens it.
  ///
  /// @param source gives a new connection each time, and knows how to log in
  /// @param connections how many are held at most for reads, and again for writes
  /// @param migrations what its tables are made by
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
      throw new IllegalStateException("the database failed", failed);
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

  /// What failed first is what is told.
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
      alone = open.writeLock().tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS);
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
