package dev.redoubt.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Migrates data of older versions.
@ParameterizedClass
@EnumSource(TestDatabases.class)
class MigrationTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;

  private static List<String> texts(RegistryDatabase database, String statement) {
    return database.read(sql -> sql.sql(statement).query(String.class).list());
  }

  @Test
  void makesModelsAgain_ofThoseThatATagMadePrompts() throws SQLException {
    databases.old(
        folder,
        ServerMigrations.MIGRATIONS,
        "4",
        """
        INSERT INTO label (id, project, environment, sensitivity) VALUES (1, 'p', 'e', 's');
        INSERT INTO registered_model (id, name, label, creation_timestamp, last_updated_timestamp)
          VALUES (1, 'turned', 1, 0, 0), (2, 'ask', 1, 0, 0), (3, 'plain', 1, 0, 0);
        INSERT INTO registered_model_tag (model, key, value)
          VALUES (1, 'mlflow.prompt.is_prompt', 'true'), (1, 'k', 'v'),
                 (2, 'mlflow.prompt.is_prompt', 'true');
        INSERT INTO model_version (id, model, version, author, author_id, stage, source, location,
            status, creation_timestamp, last_updated_timestamp)
          VALUES (1, 1, 1, 'a', 'a', 'None', 's', 'mlflow-artifacts:/1', 'READY', 0, 0),
                 (2, 1, 2, 'a', 'a', 'None', 's', 'dummy-source', 'READY', 0, 0),
                 (3, 2, 1, 'a', 'a', 'None', 's', 'prompt-template', 'READY', 0, 0),
                 (4, 3, 1, 'a', 'a', 'None', 's', 'mlflow-artifacts:/2', 'READY', 0, 0);
        INSERT INTO model_version_tag (version, key, value)
          VALUES (1, 'mlflow.prompt.is_prompt', 'true'), (3, 'mlflow.prompt.is_prompt', 'true'),
                 (3, 'mlflow.prompt.text', 't'), (4, 'mlflow.prompt.is_prompt', 'true');
        INSERT INTO version_digest (version, root, layout) VALUES (1, 'r', 'l'), (4, 'r', 'l');
        """);
    try (RegistryDatabase database = databases.open(folder, ServerMigrations.MIGRATIONS)) {
      assertThat(
              texts(
                  database,
                  "SELECT model || ' ' || key FROM registered_model_tag ORDER BY model, key"))
          .containsExactly("1 k", "2 mlflow.prompt.is_prompt");
      assertThat(
              texts(
                  database,
                  "SELECT version || ' ' || key FROM model_version_tag ORDER BY version, key"))
          .containsExactly("3 mlflow.prompt.is_prompt", "3 mlflow.prompt.text");
      assertThat(texts(database, "SELECT id || ' ' || status FROM model_version ORDER BY id"))
          .containsExactly("1 READY", "2 FAILED_REGISTRATION", "3 READY", "4 READY");
    }
  }

  /// Four versions of the same files in two models; of whom an approval was, its event tells.
  private static final String OLD_REVIEWS =
      """
      INSERT INTO label (id, project, environment, sensitivity)
        VALUES (1, 'p', 'e', 's'), (2, 'other', 'e', 's');
      INSERT INTO registered_model (id, name, label, creation_timestamp, last_updated_timestamp)
        VALUES (1, 'credit', 1, 0, 0), (2, 'copy', 1, 0, 0), (3, 'elsewhere', 2, 0, 0);
      INSERT INTO model_version (id, model, version, author, author_id, stage, source, location,
          status, creation_timestamp, last_updated_timestamp)
        VALUES (1, 1, 1, 'a', 'a', 'None', 's', 'mlflow-artifacts:/1', 'READY', 0, 0),
               (2, 1, 2, 'a', 'a', 'None', 's', 'mlflow-artifacts:/2', 'READY', 50, 50),
               (3, 2, 1, 'a', 'a', 'None', 's', 'mlflow-artifacts:/3', 'READY', 0, 0),
               (4, 3, 1, 'a', 'a', 'None', 's', 'mlflow-artifacts:/4', 'READY', 0, 0),
               (5, 2, 2, 'a', 'a', 'None', 's', 'mlflow-artifacts:/5', 'READY', 0, 0);
      INSERT INTO version_digest (version, root, layout)
        VALUES (1, 'r', 'l'), (2, 'r', 'l'), (3, 'r', 'l'), (4, 'r', 'l'), (5, 'r', 'x');
      INSERT INTO evidence (id, project, root, layout, kind, environment, principal,
          principal_name, principal_kind, demo, personas, time, withdraws, body)
        VALUES (1, 'p', 'r', 'l', 'approval', 'prod', 'bob', 'b', 'USER', 0, '', 9, NULL, '{}'),
               (2, 'p', 'r', 'l', 'approval', 'prod', 'bob', 'b', 'USER', 0, '', 9, NULL, '{}'),
               (3, 'p', 'r', 'l', 'approval', 'test', 'bob', 'b', 'USER', 0, '', 9, NULL, '{}'),
               (4, 'p', 'r', 'l', 'approval', 'prod', 'eve', 'e', 'USER', 0, '', 9, NULL, '{}'),
               (5, 'p', 'r', 'l', 'rejection', 'prod', 'eve', 'e', 'USER', 0, '', 9, NULL, '{}'),
               (6, 'p', 'r', 'l', 'scan', '', 'registry', 'r', 'WORKLOAD', 0, '', 9, NULL, '{}'),
               (7, 'p', 'r', 'l', 'approval', 'prod', 'bob', 'b', 'USER', 0, '', 9, NULL, '{}'),
               (8, 'p', 'r', 'l', 'approval', 'prod', 'bob', 'b', 'USER', 0, '', 9, NULL, '{}'),
               (9, 'p', 'r', 'l', 'approval', 'prod', 'bob', 'b', 'USER', 0, '', 9, NULL, '{}'),
               (10, 'p', 'r', 'l', 'approval', 'prod', 'bob', 'b', 'USER', 0, '', 9, NULL, '{}'),
               (11, 'p', 'r', 'l', 'approval', 'prod', 'bob', 'b', 'USER', 0, '', 9, NULL, '{}'),
               (12, 'p', 'r', 'l', 'withdrawal', '', 'bob', 'b', 'USER', 0, '', 9, 1, '{}');
      INSERT INTO outbox (type, subject, actor, time, body, nonce)
        VALUES ('evidence.added', 's', 'a', 9, '{"evidence":1,"model":"credit","version":1}', ''),
               ('evidence.added', 's', 'a', 9, '{"evidence":2,"model":"credit","version":1}', ''),
               ('evidence.added', 's', 'a', 9, '{"evidence":3,"model":"credit","version":1}', ''),
               ('evidence.added', 's', 'a', 9, '{"evidence":4,"model":"copy","version":1}', ''),
               ('evidence.added', 's', 'a', 9, '{"evidence":5,"model":"copy","version":1}', ''),
               ('evidence.added', 's', 'a', 9, '{"evidence":6,"model":"copy","version":1}', ''),
               ('decision.made', 's', 'a', 9, '{"evidence":"1","model":"copy","version":1}', ''),
               ('evidence.added', 's', 'a', 9, '{"evidence":7,"model":"gone","version":1}', ''),
               ('evidence.added', 's', 'a', 9, '{"evidence":8,"model":"credit","version":2}', ''),
               ('evidence.added', 's', 'a', 9, '{"evidence":9,"model":"elsewhere","version":1}', ''),
               ('evidence.added', 's', 'a', 9, '{"evidence":10,"model":"copy","version":2}', ''),
               ('evidence.added', 's', 'a', 9, '{"evidence":12,"model":"credit","version":1}', '');
      """;

  /// No event (11), a model that is gone (7), a version that came later (8), another project (9),
  /// or other files (10): such an approval is of no version, and counts for none.
  @Test
  void migrationBindsOldApprovalsToTheirVersionIfKnown() throws SQLException {
    databases.old(folder, ServerMigrations.MIGRATIONS, "5", OLD_REVIEWS);
    try (RegistryDatabase database = databases.open(folder, ServerMigrations.MIGRATIONS)) {
      assertThat(
              texts(
                  database,
                  """
                  SELECT id || ' ' || version || ' ' || model || ' ' || turn FROM evidence
                  WHERE version IS NOT NULL ORDER BY id
                  """))
          .containsExactly("1 1 credit 1", "2 1 credit 2", "3 1 credit 1", "4 3 copy 1");
      assertThat(texts(database, "SELECT COUNT(*) FROM evidence")).containsExactly("12");
      for (String change : List.of("UPDATE evidence SET version = 1", "DELETE FROM evidence")) {
        assertThatThrownBy(() -> database.write(sql -> sql.sql(change).update()))
            .hasMessageContaining("evidence is never");
      }
    }
  }

  @Test
  void migrationAssignsVersionNumbersToExistingModels() throws SQLException {
    databases.old(
        folder,
        ServerMigrations.MIGRATIONS,
        "6",
        """
        INSERT INTO label (id, project, environment, sensitivity) VALUES (1, 'p', 'e', 's');
        INSERT INTO registered_model (id, name, label, creation_timestamp, last_updated_timestamp)
          VALUES (7, 'credit', 1, 0, 0);
        INSERT INTO model_version_number (name, last) VALUES ('credit', 3), ('gone', 2);
        """);
    try (RegistryDatabase database = databases.open(folder, ServerMigrations.MIGRATIONS)) {
      assertThat(
              texts(
                  database,
                  """
                  SELECT name || ' ' || COALESCE(CAST(model AS TEXT), 'nobody')
                  FROM model_version_number ORDER BY name
                  """))
          .containsExactly("credit 7", "gone nobody");
    }
  }
}
