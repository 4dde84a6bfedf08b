package dev.redoubt.store;

import dev.redoubt.keys.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/// Registry database in a SQLite file. One thread writes and commits waiting changes together;
/// several threads read.
///
/// All of them are platform threads: SQLite's native code would pin a virtual thread to its
/// carrier.
public final class SqliteDatabase implements RegistryDatabase {

  /// Reads are short and bound by the processor, not by the disk.
  private static final int READERS = Math.max(2, Runtime.getRuntime().availableProcessors());

  /// Busy timeout. Another process accesses the file only while it is backed up.
  private static final int BUSY_MILLISECONDS = 10_000;

  /// Suffixes of the database, its write-ahead log, the index of that log, and the rollback
  /// journal.
  private static final List<String> SUFFIXES = List.of("", "-wal", "-shm", "-journal");

  /// A read-only connection, used by one thread at a time.
  private record Reader(Connection connection, JdbcClient sql) {

    Reader(Connection connection) {
      this(connection, JdbcClient.create(new SingleConnectionDataSource(connection, true)));
    }
  }

  private final String url;
  private final SqliteWriterThread writer;
  private final Queue<Reader> idleReaders = new ConcurrentLinkedQueue<>();
  private final ExecutorService readers;

  private SqliteDatabase(Path file) throws SQLException {
    url = "jdbc:sqlite:" + file.toAbsolutePath();
    writer = new SqliteWriterThread(connect(false));
    ThreadFactory threads = Thread.ofPlatform().name("registry-read-", 0).daemon().factory();
    readers = Executors.newFixedThreadPool(READERS, threads);
  }

  /// Opens a database file, creates it if absent, and migrates its schema. The file and those that
  /// SQLite creates beside it are accessible to their owner only.
  ///
  /// @param migrations the schema migrations to apply
  /// @throws SQLException if the file cannot be opened, is not a database of Redoubt, or belongs to
  ///   another user
  public static SqliteDatabase open(Path file, SchemaMigrations migrations) throws SQLException {
    restrictPermissions(file);
    migrate("jdbc:sqlite:" + file.toAbsolutePath(), migrations);
    return new SqliteDatabase(file);
  }

  /// SQLite creates the file with the umask of the process, and the files beside it with the
  /// permissions of the file; existing files may have been created by a version that did not
  /// restrict them.
  private static void restrictPermissions(Path file) throws SQLException {
    try {
      for (String suffix : SUFFIXES) {
        Path each = file.resolveSibling(file.getFileName() + suffix);
        if (Files.exists(each)) {
          OwnerOnlyFiles.close(each);
        }
      }
      if (!Files.exists(file)) {
        OwnerOnlyFiles.create(file).close();
      }
    } catch (IOException failed) {
      throw new SQLException(
          "`%s` cannot be restricted to its owner: %s".formatted(file, failed.getMessage()),
          failed);
    }
  }

  private static void migrate(String url, SchemaMigrations migrations) throws SQLException {
    try (Connection connection = JDBC.createConnection(url, settings(false).toProperties())) {
      Flyway.configure(SqliteDatabase.class.getClassLoader())
          .dataSource(new SingleConnectionDataSource(connection, true))
          .locations(migrations.locations(SchemaMigrations.Kind.SQLITE))
          .table("migration")
          .load()
          .migrate();
    }
  }

  private static SQLiteConfig settings(boolean readOnly) {
    SQLiteConfig settings = new SQLiteConfig();
    settings.setJournalMode(JournalMode.WAL);
    settings.setSynchronous(SynchronousMode.FULL);
    settings.setTransactionMode(readOnly ? TransactionMode.DEFERRED : TransactionMode.IMMEDIATE);
    settings.setBusyTimeout(BUSY_MILLISECONDS);
    settings.enforceForeignKeys(true);
    return settings;
  }

  private Connection connect(boolean readOnly) throws SQLException {
    Properties properties = settings(readOnly).toProperties();
    Connection connection = JDBC.createConnection(url, properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA case_sensitive_like = ON");
      statement.execute("PRAGMA query_only = " + (readOnly ? "ON" : "OFF"));
    }
    connection.setAutoCommit(false);
    return connection;
  }

  @Override
  public <T> T read(Work<T> work) {
    try {
      return await(readers.submit(() -> readOnThisThread(work)));
    } catch (RejectedExecutionException closed) {
      throw new IllegalStateException("the database is closed", closed);
    }
  }

  private <T> T readOnThisThread(Work<T> work) throws SQLException {
    Reader idle = idleReaders.poll();
    Reader reader = idle == null ? new Reader(connect(true)) : idle;
    try {
      return work.with(reader.sql());
    } finally {
      reader.connection().rollback();
      idleReaders.add(reader);
    }
  }

  @Override
  public <T> T write(Work<T> work) {
    return await(writer.submit(work));
  }

  /// Returns the result or throws what the work threw.
  private static <T> T await(Future<T> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException _) {
          // The change may already be durable: wait for its result.
          interrupted = true;
        } catch (ExecutionException failed) {
          throw unwrapped(failed.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unwrapped(@Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException exception -> exception;
      case Error error -> throw error;
      case null, default -> new IllegalStateException("a database error occurred", cause);
    };
  }

  @Override
  public void close() {
    writer.close();
    readers.shutdown();
    try {
      if (!readers.awaitTermination(BUSY_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        readers.shutdownNow();
      }
      for (Reader reader = idleReaders.poll(); reader != null; reader = idleReaders.poll()) {
        reader.connection().close();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (SQLException failed) {
      throw new IllegalStateException("the database could not be closed", failed);
    }
  }
}
