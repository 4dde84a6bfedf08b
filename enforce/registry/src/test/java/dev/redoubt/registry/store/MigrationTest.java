package dev.redoubt.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of what older servers have written.
@ParameterizedClass
@EnumSource(Databases.class)
class MigrationTest {

  @Parameter private Databases databases = Databases.SQLITE;

  @TempDir private Path folder;

  private static List<String> texts(Database database, String statement) {
    return database.read(sql -> sql.sql(statement).query(String.class).list());
  }

  @Test
  void makesModelsAgain_ofThoseThatATagMadePrompts() throws SQLException {
    databases.old(
        folder,
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
    try (Database database = databases.open(folder)) {
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
}
