package dev.redoubt.store.testing;

import dev.redoubt.store.SchemaMigrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// PostgreSQL server for all tests of one JVM, which stops with the JVM.
public final class PostgresServer {

  /// @param migrations the applied schema migrations; null if the tables were created otherwise
  private record TestDatabase(String name, @Nullable SchemaMigrations migrations) {}

  private static final Map<Path, TestDatabase> DATABASES = new HashMap<>();
  private static int count;

  /// Much faster than creating the tables again.
  private static final String EMPTY =
      """
      DO $$ BEGIN
        EXECUTE (
          SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') || ' RESTART IDENTITY'
          FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration');
      END $$
      """;

  private sealed interface Start {
    record Running(EmbeddedPostgres server) implements Start {}

    record Failed(String reason) implements Start {}
  }

  /// Starts the server on first use.
  private static final class Holder {
    static final Start START = start();

    private static Start start() {
      if (Boolean.getBoolean("redoubt.sqlite-alone")) {
        return new Start.Failed("PostgreSQL is disabled in this run");
      }
      try {
        return new Start.Running(EmbeddedPostgres.builder().start());
      } catch (IOException | RuntimeException failed) {
        return new Start.Failed(failed.toString());
      }
    }
  }

  private PostgresServer() {}

  /// Returns the database of a test folder: a new one, or that of a deleted folder with the same
  /// tables, emptied.
  public static synchronized DataSource database(Path folder, SchemaMigrations migrations)
      throws SQLException {
    return switch (Holder.START) {
      case Start.Running(EmbeddedPostgres server) -> {
        TestDatabase existing = DATABASES.get(folder);
        if (existing == null) {
          existing = new TestDatabase(empty(server, migrations), migrations);
          DATABASES.put(folder, existing);
        }
        yield server.getDatabase("postgres", existing.name());
      }
      case Start.Failed(String reason) -> throw skipped(reason);
    };
  }

  /// Returns a new database without tables.
  static synchronized DataSource newDatabase(Path folder) throws SQLException {
    return switch (Holder.START) {
      case Start.Running(EmbeddedPostgres server) -> {
        String name = add(server);
        DATABASES.put(folder, new TestDatabase(name, null));
        yield server.getDatabase("postgres", name);
      }
      case Start.Failed(String reason) -> throw skipped(reason);
    };
  }

  private static RuntimeException skipped(String reason) {
    String words = "skipped: PostgreSQL is not available: " + reason;
    System.err.println(words);
    return Assumptions.abort(words);
  }

  private static String add(EmbeddedPostgres server) throws SQLException {
    String name = "test" + count++;
    execute(server.getPostgresDatabase(), "CREATE DATABASE " + name);
    return name;
  }

  private static String empty(EmbeddedPostgres server, SchemaMigrations migrations)
      throws SQLException {
    for (Map.Entry<Path, TestDatabase> each : List.copyOf(DATABASES.entrySet())) {
      TestDatabase existing = each.getValue();
      if (migrations.equals(existing.migrations()) && !Files.exists(each.getKey())) {
        DATABASES.remove(each.getKey());
        execute(server.getDatabase("postgres", existing.name()), EMPTY);
        return existing.name();
      }
    }
    return add(server);
  }

  private static void execute(DataSource database, String command) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }
}
