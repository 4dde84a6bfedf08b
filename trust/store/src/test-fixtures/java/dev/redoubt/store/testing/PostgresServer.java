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

/// A server of PostgreSQL for all tests of one Java, which ends with it.
public final class PostgresServer {

  /// @param migrations what its tables were made by; null where they were made otherwise
  private record Made(String name, @Nullable SchemaMigrations migrations) {}

  private static final Map<Path, Made> DATABASES = new HashMap<>();
  private static int added;

  /// Much faster than new tables.
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

    record Failed(String why) implements Start {}
  }

  /// Started when it is first asked for.
  private static final class Holder {
    static final Start START = start();

    private static Start start() {
      if (Boolean.getBoolean("redoubt.sqlite-alone")) {
        return new Start.Failed("this run is with SQLite alone");
      }
      try {
        return new Start.Running(EmbeddedPostgres.builder().start());
      } catch (IOException | RuntimeException failed) {
        return new Start.Failed(failed.toString());
      }
    }
  }

  private PostgresServer() {}

  /// The database of a folder: a new one, or that of a folder that is gone, with the same tables,
  /// emptied.
  public static synchronized DataSource database(Path folder, SchemaMigrations migrations)
      throws SQLException {
    return switch (Holder.START) {
      case Start.Running(EmbeddedPostgres server) -> {
        Made made = DATABASES.get(folder);
        if (made == null) {
          made = new Made(empty(server, migrations), migrations);
          DATABASES.put(folder, made);
        }
        yield server.getDatabase("postgres", made.name());
      }
      case Start.Failed(String why) -> throw skipped(why);
    };
  }

  /// A new one, without tables.
  static synchronized DataSource newDatabase(Path folder) throws SQLException {
    return switch (Holder.START) {
      case Start.Running(EmbeddedPostgres server) -> {
        String name = add(server);
        DATABASES.put(folder, new Made(name, null));
        yield server.getDatabase("postgres", name);
      }
      case Start.Failed(String why) -> throw skipped(why);
    };
  }

  private static RuntimeException skipped(String why) {
    String words = "skipped: PostgreSQL does not run here: " + why;
    System.err.println(words);
    return Assumptions.abort(words);
  }

  private static String add(EmbeddedPostgres server) throws SQLException {
    String name = "test" + added++;
    execute(server.getPostgresDatabase(), "CREATE DATABASE " + name);
    return name;
  }

  private static String empty(EmbeddedPostgres server, SchemaMigrations migrations)
      throws SQLException {
    for (Map.Entry<Path, Made> each : List.copyOf(DATABASES.entrySet())) {
      Made made = each.getValue();
      if (migrations.equals(made.migrations()) && !Files.exists(each.getKey())) {
        DATABASES.remove(each.getKey());
        execute(server.getDatabase("postgres", made.name()), EMPTY);
        return made.name();
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
