package dev.redoubt.registry.models;

import static dev.redoubt.registry.models.ModelRegistryFixture.ALICE;
import static dev.redoubt.registry.models.ModelRegistryFixture.BOB;
import static dev.redoubt.registry.models.ModelRegistryFixture.NOBODY;
import static dev.redoubt.registry.models.ModelRegistryFixture.SECRET;
import static dev.redoubt.registry.models.ModelRegistryFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Caller;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.registry.RegistryMigrations;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class ModelSearchTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;

  @AutoClose private ModelRegistryFixture all;

  @BeforeEach
  void open() throws SQLException {
    all = new ModelRegistryFixture(databases.open(folder, RegistryMigrations.MIGRATIONS));
  }

  private List<String> models(Caller caller, String filter, String... orders) {
    ModelSearchRequest request = new ModelSearchRequest(filter, List.of(orders), 100, "");
    return all.search.models(caller, request).items().stream().map(RegisteredModel::name).toList();
  }

  private List<String> versions(Caller caller, String filter, String... orders) {
    ModelSearchRequest request = new ModelSearchRequest(filter, List.of(orders), 100, "");
    return all.search.versions(caller, request).items().stream()
        .map(version -> version.model() + "/" + version.number())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "|Loans credit debit",
        "name = 'credit'|credit",
        "name != 'credit'|Loans debit",
        "name LIKE '%e%'|credit debit",
        "name LIKE 'loans'|",
        "name ILIKE 'loans'|Loans",
        "name LIKE 'd\\_bit'|",
        "name IN ('credit', 'Loans', 'other')|Loans credit",
        "name NOT IN ('credit')|Loans debit",
        "tags.team = 'risk'|credit debit",
        "tags.team != 'risk'|Loans",
        "tags.team = 'risk' AND tags.tier = '1'|credit",
        "tags.team LIKE 'r%' AND name LIKE 'd%'|debit",
        "name = 'credit'' OR 1=1 --'|",
      })
  void findsModels(String filter, String expected) {
    all.models.create(
        ALICE, "credit", AccessAttributes.DEFAULT, null, Map.of("team", "risk", "tier", "1"));
    all.models.create(ALICE, "debit", AccessAttributes.DEFAULT, null, Map.of("team", "risk"));
    all.models.create(ALICE, "Loans", AccessAttributes.DEFAULT, null, Map.of("team", "retail"));
    assertThat(String.join(" ", models(ALICE, filter == null ? "" : filter)))
        .isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void findsOnlyVisibleObjects() {
    all.model("a");
    all.model("b", SECRET);
    all.model("c");
    all.version("a");
    all.version("b");
    assertThat(models(ALICE, "")).containsExactly("a", "b", "c");
    assertThat(models(BOB, "")).containsExactly("a", "c");
    assertThat(models(BOB, "name = 'b'")).isEmpty();
    assertThat(models(NOBODY, "")).isEmpty();
    assertThat(versions(ALICE, "")).containsExactly("b/1", "a/1");
    assertThat(versions(BOB, "")).containsExactly("a/1");
    assertThat(versions(NOBODY, "")).isEmpty();

    ResultPage<RegisteredModel> page =
        all.search.models(BOB, new ModelSearchRequest("", List.of(), 2, ""));
    assertThat(page.items()).hasSize(2);
    assertThat(page.next()).isEmpty();
  }

  @Test
  void searchReturnsSameModelsAsGet() {
    for (String name : List.of("a", "b", "c")) {
      all.model(name);
      all.ready(name);
      all.ready(name);
      all.models.tag(ALICE, name, "k", name);
      all.versions.tag(ALICE, name, 1, "k", name);
      all.aliases.set(ALICE, name, "champion", 1);
      all.stages.move(ALICE, name, 2, ModelStage.STAGING, false);
    }
    ModelSearchRequest everything = new ModelSearchRequest("", List.of(), 100, "");
    assertThat(all.search.models(ALICE, everything).items())
        .hasSize(3)
        .allSatisfy(
            model -> {
              assertThat(model).isEqualTo(all.models.get(ALICE, model.name()));
              assertThat(model.latest()).hasSize(2);
            });
    assertThat(all.search.versions(ALICE, everything).items())
        .hasSize(6)
        .allSatisfy(
            version ->
                assertThat(version)
                    .isEqualTo(all.versions.get(ALICE, version.model(), version.number())));
  }

  @Test
  void sortsModels() {
    all.model("b");
    all.model("a");
    all.model("c");
    all.models.describe(ALICE, "b", "changed");
    assertThat(models(ALICE, "", "name DESC")).containsExactly("c", "b", "a");
    assertThat(models(ALICE, "", "creation_timestamp")).containsExactly("b", "a", "c");
    assertThat(models(ALICE, "", "last_updated_timestamp DESC")).containsExactly("b", "c", "a");
    assertThat(models(ALICE, "", "timestamp ASC", "name")).containsExactly("a", "c", "b");
  }

  @Test
  void pagesDoNotOverlap() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      names.add("m%02d".formatted(i));
      all.model(names.getLast());
    }
    List<String> found = new ArrayList<>();
    String token = "";
    do {
      ResultPage<RegisteredModel> page =
          all.search.models(ALICE, new ModelSearchRequest("", List.of(), 10, token));
      page.items().forEach(model -> found.add(model.name()));
      token = page.next();
    } while (!token.isEmpty());
    assertThat(found).isEqualTo(names);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "|b/1 a/3 a/2 a/1",
        "name = 'a'|a/3 a/2 a/1",
        "version_number > 1|a/3 a/2",
        "version_number = 1 AND name LIKE 'b%'|b/1",
        "run_id = 'r2'|a/2",
        "run_id IN ('r1', 'r2')|a/2 a/1",
        "source_path = 's3'|a/3",
        "source LIKE 's%' AND name != 'a'|b/1",
        "tags.k = 'v2'|a/2",
      })
  void findsVersions(String filter, String expected) {
    all.model("a");
    all.model("b");
    for (int i = 1; i <= 3; i++) {
      all.versions.create(
          ALICE,
          new NewModelVersion("a", "s" + i, null, "r" + i, null, null, null, Map.of("k", "v" + i)));
    }
    all.versions.create(ALICE, new NewModelVersion("b", "s"));
    assertThat(String.join(" ", versions(ALICE, filter == null ? "" : filter))).isEqualTo(expected);
  }

  @Test
  void sortsVersions() {
    all.model("a");
    all.model("b");
    all.version("b");
    all.version("a");
    all.version("a");
    assertThat(versions(ALICE, "", "name")).containsExactly("a/2", "a/1", "b/1");
    assertThat(versions(ALICE, "", "version_number", "name DESC"))
        .containsExactly("b/1", "a/1", "a/2");
    assertThat(versions(ALICE, "", "creation_timestamp DESC")).containsExactly("a/2", "a/1", "b/1");
  }

  @Test
  void returnsThousandsOfVersionsWithTags() {
    all.model("a");
    all.database.write(
        sql -> {
          for (int i = 1; i <= 1200; i++) {
            sql.sql(
                    """
                    INSERT INTO model_version (model, version, author, author_id, stage, source, location,
                      status, creation_timestamp, last_updated_timestamp)
                    SELECT id, ?, 'alice', 'test#alice', 'None', 's', 's', 'READY', 1, 1 FROM registered_model
                    """)
                .param(i)
                .update();
          }
          return sql.sql(
                  "INSERT INTO model_version_tag (version, key, value)"
                      + " SELECT id, 'k', CAST(version AS TEXT) FROM model_version")
              .update();
        });
    ModelSearchRequest everything = new ModelSearchRequest("", List.of(), 10_000, "");
    assertThat(all.search.versions(ALICE, everything).items())
        .hasSize(1200)
        .allSatisfy(
            version ->
                assertThat(version.tags()).containsEntry("k", Long.toString(version.number())));
  }

  @Test
  void findsPromptsOnlyOnRequest() {
    all.model("model");
    all.version("model");
    Map<String, String> tags = Map.of("mlflow.prompt.is_prompt", "true", "k", "v");
    all.models.create(ALICE, "prompt", AccessAttributes.DEFAULT, null, tags);
    all.versions.create(
        ALICE, new NewModelVersion("prompt", "dummy-source", null, null, null, null, null, tags));
    assertThat(models(ALICE, "")).containsExactly("model");
    assertThat(models(ALICE, "tags.k = 'v'")).isEmpty();
    assertThat(models(ALICE, "tags.`mlflow.prompt.is_prompt` = 'true'")).containsExactly("prompt");
    assertThat(models(ALICE, "tags.`mlflow.prompt.is_prompt` != 'true'")).containsExactly("model");
    assertThat(models(ALICE, "tags.`mlflow.prompt.is_prompt` = 'false'")).containsExactly("model");
    assertThat(versions(ALICE, "")).containsExactly("model/1");
    assertThat(versions(ALICE, "tags.`mlflow.prompt.is_prompt` = 'true'"))
        .containsExactly("prompt/1");
  }

  /// Older servers allowed this tag to be set, and then hid every version of the model.
  @Test
  void findsVersionsOfModelWhenOneHasPromptTag() {
    all.model("model");
    all.version("model");
    all.version("model");
    all.database.write(
        sql ->
            sql.sql(
                    """
                    INSERT INTO model_version_tag (version, key, value)
                    SELECT MIN(id), 'mlflow.prompt.is_prompt', 'true' FROM model_version
                    """)
                .update());
    assertThat(versions(ALICE, "")).containsExactlyInAnyOrder("model/1", "model/2");
  }

  @Test
  void refusesInvalidRequests() {
    for (ModelSearchRequest wrong :
        List.of(
            new ModelSearchRequest("name = 1", List.of(), 10, ""),
            new ModelSearchRequest("colour = 'a'", List.of(), 10, ""),
            new ModelSearchRequest("", List.of("colour"), 10, ""),
            new ModelSearchRequest("", List.of("name", "name DESC"), 10, ""),
            new ModelSearchRequest("", List.of(), 0, ""),
            new ModelSearchRequest("", List.of(), 200_001, ""),
            new ModelSearchRequest("", List.of(), 10, "nonsense"))) {
      assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, () -> all.search.models(ALICE, wrong));
      assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, () -> all.search.versions(ALICE, wrong));
    }
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        () -> all.search.models(ALICE, new ModelSearchRequest("", List.of(), 1001, "")));
  }
}
