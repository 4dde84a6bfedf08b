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

/// A file. One thread writes, and commits what waits together; some others read.
///
/// All of them are threads of the platform: SQLite's native code would pin a virtual one to its
/// carrier.
public final class SqliteDatabase implements RegistryDatabase {

  /// Reads are short and wait for the processor, not for the disk.
  private static final int READERS = Math.max(2, Runtime.getRuntime().availableProcessors());

  /// Another process is at the file only while it is backed up.
  private static final int BUSY_MILLISECONDS = 10_000;

  /// The database, its log, the index of that, and the log of another mode.
  private static final List<String> BESIDE = List.of("", "-wal", "-shm", "-journal");

  /// A connection that reads, for one thread at a time.
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

  /// Opens a file, makes it if it is not there, and brings its tables up to date. The file is its
  /// owner's alone, and so is what SQLite puts beside it.
  ///
  /// @param migrations what its tables are made by
  /// @throws SQLException if it cannot be opened, is no database of ours, or is somebody else's
  public static SqliteDatabase open(Path file, SchemaMigrations migrations) throws SQLException {
    close(file);
    migrate("jdbc:sqlite:" + file.toAbsolutePath(), migrations);
    return new SqliteDatabase(file);
  }

  /// SQLite makes the file with the umask of the process, and what is beside it with the
  /// permissions of the file; what is there already may be from a time when nobody looked at them.
  private static void close(Path file) throws SQLException {
    try {
      for (String end : BESIDE) {
        Path each = file.resolveSibling(file.getFileName() + end);
        if (Files.exists(each)) {
          OwnerOnlyFiles.close(each);
        }
      }
      if (!Files.exists(file)) {
        OwnerOnlyFiles.create(file).close();
      }
    } catch (IOException failed) {
      throw new SQLException(
          "`%s` cannot be closed to others than its owner: %s".formatted(file, failed.getMessage()),
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
      return finished(readers.submit(() -> readHere(work)));
    } catch (RejectedExecutionException closed) {
      throw new IllegalStateException("the database is closed", closed);
    }
  }

  private <T> T readHere(Work<T> work) throws SQLException {
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
    return finished(writer.submit(work));
  }

  /// The result, or what was thrown.
  private static <T> T finished(Future<T> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException _) {
          // The change may be on the disk already: its result is waited for.
          interrupted = true;
        } catch (ExecutionException failed) {
          throw thrown(failed.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException thrown(@Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException exception -> exception;
      case Error error -> throw error;
      case null, default -> new IllegalStateException("the database failed", cause);
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
      throw new IllegalStateException("the database did not close", failed);
    }
  }
}
