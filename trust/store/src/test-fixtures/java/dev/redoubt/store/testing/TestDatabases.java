package dev.redoubt.store.testing;

import dev.redoubt.store.PostgresDatabase;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.SchemaMigrations;
import dev.redoubt.store.SqliteDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

/// Databases that every test of a store runs against.
public enum TestDatabases {
  /// A file in the test folder.
  SQLITE {
    @Override
    public RegistryDatabase open(Path folder, SchemaMigrations migrations) throws SQLException {
      Path file = folder.resolve("registry.db");
      if (Files.notExists(file)) {
        EmptySqlite.copyTo(file, migrations);
      }
      return SqliteDatabase.open(file, migrations);
    }

    @Override
    SchemaMigrations.Kind kind() {
      return SchemaMigrations.Kind.SQLITE;
    }

    @Override
    DataSource plain(Path folder) {
      SQLiteDataSource source = new SQLiteDataSource();
      source.setUrl("jdbc:sqlite:" + folder.resolve("registry.db"));
      return source;
    }
  },
  /// A separate database for each folder, on an embedded server.
  POSTGRESQL {
    @Override
    public RegistryDatabase open(Path folder, SchemaMigrations migrations) throws SQLException {
      return PostgresDatabase.open(
          PostgresServer.database(folder, migrations), CONNECTIONS, migrations);
    }

    @Override
    SchemaMigrations.Kind kind() {
      return SchemaMigrations.Kind.POSTGRESQL;
    }

    @Override
    DataSource plain(Path folder) throws SQLException {
      return PostgresServer.newDatabase(folder);
    }
  };

  private static final int CONNECTIONS = 4;

  /// Opens the database of a folder, and creates it if absent. Where the database system cannot
  /// run, the test is skipped with the reason.
  public abstract RegistryDatabase open(Path folder, SchemaMigrations migrations)
      throws SQLException;

  abstract SchemaMigrations.Kind kind();

  /// Returns a new database without tables, which [#open] with the same folder opens.
  abstract DataSource plain(Path folder) throws SQLException;

  /// Creates a database in the state that an older server has left.
  ///
  /// @param migrations those of this server
  /// @param version last migration of the older server
  /// @param script statements for both database systems, each terminated by `;`
  public void old(Path folder, SchemaMigrations migrations, String version, String script)
      throws SQLException {
    DataSource source = plain(folder);
    Flyway.configure(TestDatabases.class.getClassLoader())
        .dataSource(source)
        .locations(migrations.locations(kind()))
        .table("migration")
        .target(version)
        .load()
        .migrate();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : script.split(";\\s*\n", -1)) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
  }
}
