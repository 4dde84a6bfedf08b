package dev.redoubt.registry.store;

import java.nio.file.Path;
import java.sql.SQLException;

/// The databases that every test of a store runs against.
public enum Databases {
  /// A file in the folder.
  SQLITE {
    @Override
    public Database open(Path folder) throws SQLException {
      return SqliteDatabase.open(folder.resolve("registry.db"));
    }
  },
  /// A database of its own for each folder, on a server that comes with the tests.
  POSTGRESQL {
    @Override
    public Database open(Path folder) throws SQLException {
      return PostgresDatabase.open(PostgresServer.database(folder), CONNECTIONS);
    }
  };

  private static final int CONNECTIONS = 4;

  /// Opens the database of a folder, and makes it if it is not there. Where it cannot run, the test
  /// is skipped and says why.
  public abstract Database open(Path folder) throws SQLException;
}
