package dev.redoubt.registry.tracking;

import static dev.redoubt.registry.tracking.TrackingFixture.ALICE;
import static dev.redoubt.registry.tracking.TrackingFixture.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.registry.RegistryTables;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class ExperimentSearchTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;
  @AutoClose private TrackingFixture registry;

  @BeforeEach
  void open() throws SQLException {
    registry = new TrackingFixture(databases.open(folder, RegistryTables.MIGRATIONS));
  }

  private List<String> names(String filter, String... orders) {
    return registry.experimentSearch.find(ALICE, SearchRequest.of(filter, orders)).items().stream()
        .map(Experiment::name)
        .toList();
  }

  @Test
  void ordersNewestFirst() {
    registry.experiment("a");
    registry.experiment("b");
    assertThat(names("")).containsExactly("b", "a", "Default");
    assertThat(names("", "name ASC")).containsExactly("Default", "a", "b");
    assertThat(names("", "experiment_id DESC")).containsExactly("b", "a", "Default");
    assertThat(names("", "last_update_time ASC")).containsExactly("Default", "a", "b");
  }

  @Test
  void sortsIdsNumerically() {
    for (int i = 1; i <= 10; i++) {
      registry.experiment("e" + i);
    }
    assertThat(names("name LIKE 'e%'", "experiment_id ASC")).startsWith("e1", "e2").endsWith("e10");
  }

  @Test
  void filtersByNameTimeAndTags() {
    long a = registry.experiment("a");
    registry.experiment("B");
    registry.experiments.setTag(ALICE, a, new KeyValue("k", "v"));
    assertThat(names("name ILIKE 'b'")).containsExactly("B");
    assertThat(names("name LIKE 'b'")).isEmpty();
    assertThat(names("tags.k = 'v'")).containsExactly("a");
    assertThat(names("tags.k IS NULL")).containsExactly("B", "Default");
    assertThat(names("experiment_id IN ('0', '" + a + "')")).containsExactly("a", "Default");
    assertThat(names("experiment_id NOT IN ('0', '" + a + "')")).containsExactly("B");
    assertThat(names("creation_time > 0 AND name != 'Default'")).containsExactly("B", "a");
  }

  @Test
  void pagesContainVisibleObjectsOnly() {
    registry.experiment("a");
    registry.secretExperiment("hidden");
    registry.experiment("b");
    ResultPage<Experiment> first =
        registry.experimentSearch.find(BOB, new SearchRequest(ViewType.ALL, "", List.of(), 2, ""));
    assertThat(first.items()).extracting(Experiment::name).containsExactly("b", "a");
    ResultPage<Experiment> second =
        registry.experimentSearch.find(
            BOB, new SearchRequest(ViewType.ALL, "", List.of(), 2, first.next()));
    assertThat(second.items()).extracting(Experiment::name).containsExactly("Default");
    assertThat(second.next()).isEmpty();
    assertThat(registry.experimentSearch.find(TrackingFixture.NOBODY, SearchRequest.of("")).items())
        .isEmpty();
  }

  @Test
  void findsDeletedObjectsOnRequest() {
    registry.experiments.delete(ALICE, registry.experiment("a"));
    assertThat(names("")).containsExactly("Default");
    SearchRequest deleted = new SearchRequest(ViewType.DELETED_ONLY, "", List.of(), 10, "");
    assertThat(registry.experimentSearch.find(ALICE, deleted).items())
        .extracting(Experiment::name)
        .containsExactly("a");
  }
}
