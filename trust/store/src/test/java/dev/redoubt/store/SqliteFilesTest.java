package dev.redoubt.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the permissions of the files of a SQLite database.
class SqliteFilesTest {

  @TempDir private Path folder;

  private Map<String, String> permissions() throws IOException {
    Map<String, String> permissions = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        permissions.put(
            each.getFileName().toString(),
            PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
      }
    }
    return permissions;
  }

  private static int write(RegistryDatabase database, String project) {
    return database.write(
        sql ->
            sql.sql(
                    "INSERT INTO label (project, environment, sensitivity)"
                        + " VALUES (?, 'dev', 'low')")
                .param(project)
                .update());
  }

  @Test
  void databaseFilesAreAccessibleToOwnerOnly() throws IOException, SQLException {
    try (RegistryDatabase database =
        SqliteDatabase.open(folder.resolve("registry.db"), StoreTables.MIGRATIONS)) {
      write(database, "before");
      assertThat(permissions())
          .isEqualTo(
              Map.of(
                  "registry.db", "rw-------",
                  "registry.db-wal", "rw-------",
                  "registry.db-shm", "rw-------"));
    }
  }

  @Test
  void restrictsPermissionsOfExistingFiles() throws IOException, SQLException {
    Path killed = Files.createDirectory(folder.resolve("killed"));
    try (RegistryDatabase database =
        SqliteDatabase.open(killed.resolve("registry.db"), StoreTables.MIGRATIONS)) {
      write(database, "before");
      for (String each : List.of("registry.db", "registry.db-wal", "registry.db-shm")) {
        Path copy = Files.copy(killed.resolve(each), folder.resolve(each));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
      }
    }
    Files.delete(killed.resolve("registry.db"));
    Files.delete(killed);
    try (RegistryDatabase again =
        SqliteDatabase.open(folder.resolve("registry.db"), StoreTables.MIGRATIONS)) {
      write(again, "after");
      assertThat(permissions()).hasSize(3);
      assertThat(permissions().values()).containsOnly("rw-------");
    }
  }
}
