package dev.redoubt.server;

import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.testing.TestDatabases;
import dev.redoubt.testing.GoldenFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A migration that has once run on somebody's database never changes: Flyway compares the
/// checksums of its files with those in the database, and refuses to start where they differ.
class MigrationChecksumsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(TestDatabases.class)
  void areTheSame(TestDatabases databases) throws Exception {
    List<String> lines;
    try (RegistryDatabase database = databases.open(folder, ServerMigrations.MIGRATIONS)) {
      lines =
          database.read(
              sql ->
                  sql.sql(
                          """
                          SELECT version || ' ' || script || ' ' || type || ' ' || checksum
                          FROM migration WHERE version IS NOT NULL
                          """)
                      .query(String.class)
                      .list());
    }
    GoldenFile.check("migrations-" + databases.name().toLowerCase(Locale.ROOT) + ".txt", lines);
  }
}
