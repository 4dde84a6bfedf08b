package dev.redoubt.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class RegistryDatabaseTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;
  @TempDir private Path folder;

  private RegistryDatabase open() throws SQLException {
    return databases.open(folder, StoreTables.MIGRATIONS);
  }

  private static int add(JdbcClient sql, String project) {
    return sql.sql("INSERT INTO label (project, environment, sensitivity) VALUES (?, 'dev', 'low')")
        .param(project)
        .update();
  }

  private static List<String> projects(RegistryDatabase database) {
    return database.read(
        sql -> sql.sql("SELECT project FROM label ORDER BY id").query(String.class).list());
  }

  @Test
  void keepsDataWhenReopened() throws SQLException {
    try (RegistryDatabase database = open()) {
      database.write(sql -> add(sql, "a"));
    }
    try (RegistryDatabase database = open()) {
      assertThat(projects(database)).containsExactly("a");
    }
  }

  @Test
  void rollsBackOnlyTheWorkThatThrows() throws Exception {
    try (RegistryDatabase database = open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String project = "p" + i;
        boolean fails = i % 10 == 3;
        all.add(
            threads.submit(
                () ->
                    database.write(
                        sql -> {
                          int count = add(sql, project);
                          if (fails) {
                            throw new IllegalArgumentException(project);
                          }
                          return count;
                        })));
      }
      for (int i = 0; i < all.size(); i++) {
        Future<Integer> each = all.get(i);
        if (i % 10 == 3) {
          assertThatThrownBy(each::get).hasCauseInstanceOf(IllegalArgumentException.class);
        } else {
          assertThat(each.get()).isEqualTo(1);
        }
      }
      assertThat(projects(database)).hasSize(180).doesNotContain("p3", "p13");
    }
  }

  @Test
  void concurrentWritesAreSerializable() throws Exception {
    try (RegistryDatabase database = open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        all.add(
            threads.submit(
                () ->
                    database.write(
                        sql -> {
                          int count =
                              sql.sql("SELECT COUNT(*) FROM label").query(Integer.class).single();
                          return add(sql, "p" + count);
                        })));
      }
      for (Future<Integer> each : all) {
        assertThat(each.get()).isEqualTo(1);
      }
      assertThat(projects(database)).hasSize(60).contains("p0", "p59").doesNotHaveDuplicates();
    }
  }

  @Test
  void givesUpRetryingAfterPermanentUniqueViolation() throws SQLException {
    try (RegistryDatabase database = open()) {
      database.write(sql -> add(sql, "a"));
      assertThatThrownBy(() -> database.write(sql -> add(sql, "a")))
          .rootCause()
          .message()
          .containsIgnoringCase("unique");
    }
  }

  @Test
  void refusesWritesInReadTransaction() throws SQLException {
    try (RegistryDatabase database = open()) {
      assertThatThrownBy(() -> database.read(sql -> add(sql, "a")))
          .rootCause()
          .message()
          .containsPattern("read-?only");
      assertThat(projects(database)).isEmpty();
    }
  }

  @Test
  void readTransactionSeesOneSnapshot() throws SQLException {
    try (RegistryDatabase database = open()) {
      database.read(
          sql -> {
            int before = sql.sql("SELECT COUNT(*) FROM label").query(Integer.class).single();
            database.write(other -> add(other, "a"));
            int after = sql.sql("SELECT COUNT(*) FROM label").query(Integer.class).single();
            return assertThat(after).isEqualTo(before);
          });
      assertThat(projects(database)).containsExactly("a");
    }
  }

  @Test
  void enforcesForeignKeys() throws SQLException {
    try (RegistryDatabase database = open()) {
      assertThatThrownBy(
              () ->
                  database.write(
                      sql ->
                          sql.sql("INSERT INTO run_tag (run, key, value) VALUES ('r', 'k', 'v')")
                              .update()))
          .rootCause()
          .message()
          .containsIgnoringCase("foreign key");
    }
  }

  @Test
  void comparesTextCaseSensitively() throws SQLException {
    try (RegistryDatabase database = open()) {
      database.write(sql -> add(sql, "Abc"));
      assertThat(
              database.<Integer>read(
                  sql ->
                      sql.sql("SELECT COUNT(*) FROM label WHERE project LIKE 'abc'")
                          .query(Integer.class)
                          .single()))
          .isZero();
    }
  }

  @Test
  void refusesWorkWhenClosed() throws SQLException {
    RegistryDatabase database = open();
    database.close();
    database.close();
    assertThatThrownBy(() -> database.write(sql -> add(sql, "a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the database is closed");
    assertThatThrownBy(() -> projects(database)).hasMessage("the database is closed");
  }
}
