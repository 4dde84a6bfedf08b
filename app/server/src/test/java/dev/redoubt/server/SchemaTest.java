package dev.redoubt.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {

  @TempDir private Path folder;

  private List<String> texts(TestDatabases databases, String statement) throws SQLException {
    try (RegistryDatabase database = databases.open(folder, ServerMigrations.MIGRATIONS)) {
      return database.read(sql -> sql.sql(statement).query(String.class).list());
    }
  }

  @Test
  void bothDatabasesHaveTheSameColumns() throws SQLException {
    assertThat(
            texts(
                TestDatabases.POSTGRESQL,
                """
                SELECT table_name || '.' || column_name || ' ' || is_nullable
                FROM information_schema.columns JOIN information_schema.tables
                  USING (table_schema, table_name)
                WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
                  AND table_name <> 'migration'
                """))
        .hasSizeGreaterThan(100)
        .containsExactlyInAnyOrderElementsOf(
            texts(
                TestDatabases.SQLITE,
                """
                SELECT m.name || '.' || c.name || ' '
                  || CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN 'NO' ELSE 'YES' END
                FROM sqlite_schema m JOIN pragma_table_info(m.name) c
                WHERE m.type = 'table' AND m.name NOT IN ('migration', 'sqlite_sequence')
                """));
  }

  @Test
  void bothDatabasesHaveTheSameIndexes() throws SQLException {
    String named =
        """
        SELECT name FROM sqlite_schema
        WHERE type = 'index' AND sql IS NOT NULL AND tbl_name <> 'migration'
        """;
    String all =
        """
        SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
          JOIN pg_class t ON t.oid = i.indrelid
          JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND t.relname <> 'migration'
          AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)
        """;
    assertThat(texts(TestDatabases.POSTGRESQL, all))
        .containsExactlyInAnyOrderElementsOf(texts(TestDatabases.SQLITE, named));
  }
}
