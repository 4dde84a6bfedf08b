package dev.redoubt.registry.tracking;

import static dev.redoubt.registry.tracking.TrackingFixture.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.registry.RegistryTables;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class RunDataTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;
  @AutoClose private TrackingFixture registry;

  @BeforeEach
  void open() throws SQLException {
    registry = new TrackingFixture(databases.open(folder, RegistryTables.MIGRATIONS));
  }

  private static Metric metric(double value, long timestamp, long step) {
    return new Metric("m", value, timestamp, step);
  }

  private List<Metric> history(String run) {
    return registry.history.of(ALICE, run, "m", 1_000, "").items();
  }

  @Test
  void storesEachValueOnce() {
    String run = registry.run(0);
    for (int i = 0; i < 2; i++) {
      registry.data.logMetric(ALICE, run, metric(1, 5, 0));
      registry.data.logMetric(ALICE, run, metric(Double.NaN, 5, 0));
      registry.data.logMetric(ALICE, run, metric(0, 5, 0));
      registry.data.logMetric(ALICE, run, metric(Double.POSITIVE_INFINITY, 6, 0));
      registry.data.logMetric(ALICE, run, metric(Double.NEGATIVE_INFINITY, 6, 0));
    }
    assertThat(history(run))
        .containsExactly(
            metric(0, 5, 0),
            metric(Double.NaN, 5, 0),
            metric(1, 5, 0),
            metric(Double.NEGATIVE_INFINITY, 6, 0),
            metric(Double.POSITIVE_INFINITY, 6, 0));
  }

  @Test
  void latestIsByStepThenTimeThenValue() {
    String run = registry.run(0);
    registry.data.logMetric(ALICE, run, metric(1, 100, 2));
    registry.data.logMetric(ALICE, run, metric(2, 900, 1));
    assertThat(registry.read(run).metrics()).containsExactly(metric(1, 100, 2));
    registry.data.logMetric(ALICE, run, metric(0.5, 100, 2));
    assertThat(registry.read(run).metrics()).containsExactly(metric(1, 100, 2));
    registry.data.logMetric(ALICE, run, metric(3, 100, 2));
    assertThat(registry.read(run).metrics()).containsExactly(metric(3, 100, 2));
    registry.data.logMetric(ALICE, run, metric(Double.NaN, 101, 2));
    assertThat(registry.read(run).metrics()).containsExactly(metric(Double.NaN, 101, 2));
  }

  @Test
  void findsLatestWithinBatchInAnyOrder() {
    List<Metric> metrics = new ArrayList<>();
    for (int step = -3; step < 300; step++) {
      metrics.add(metric(step * 0.5, 7, step));
    }
    Collections.shuffle(metrics, new Random(5));
    String run = registry.run(0);
    registry.data.logBatch(ALICE, run, new RunDataBatch(metrics, List.of(), List.of()));
    assertThat(registry.read(run).metrics()).containsExactly(metric(149.5, 7, 299));
    assertThat(history(run)).hasSize(303);
  }

  @Test
  void acceptsSameParameterAgainButNoOtherValue() {
    String run = registry.run(0);
    registry.data.logParameter(ALICE, run, new KeyValue("depth", "3"));
    registry.data.logParameter(ALICE, run, new KeyValue("depth", "3"));
    registry.data.logParameter(ALICE, run, new KeyValue("empty", ""));
    RefusalAssertions.invalid(
        "Changing param values is not allowed",
        () -> registry.data.logParameter(ALICE, run, new KeyValue("depth", "5")));
    assertThat(registry.read(run).parameters())
        .containsExactly(new KeyValue("depth", "3"), new KeyValue("empty", ""));
  }

  @Test
  void truncatesTooLongValues() {
    String run = registry.run(0);
    registry.data.logParameter(ALICE, run, new KeyValue("p", "\uD83D\uDE00".repeat(7_000)));
    registry.data.logParameter(ALICE, run, new KeyValue("p", "\uD83D\uDE00".repeat(6_000)));
    registry.data.setTag(ALICE, run, new KeyValue("t", "x".repeat(8_001)));
    Run read = registry.read(run);
    assertThat(read.parameters().getFirst().value()).hasSize(12_000);
    assertThat(read.tags().get(1).value()).hasSize(8_000);
  }

  @Test
  void setsAndDeletesTags() {
    String run = registry.run(0);
    registry.data.setTag(ALICE, run, new KeyValue("k", "1"));
    registry.data.setTag(ALICE, run, new KeyValue("k", "2"));
    assertThat(registry.read(run).tags()).startsWith(new KeyValue("k", "2"));
    registry.data.deleteTag(ALICE, run, "k");
    RefusalAssertions.missing(
        "No tag with name: k", () -> registry.data.deleteTag(ALICE, run, "k"));
  }

  @Test
  void logsBatchAtomically() {
    String run = registry.run(0);
    registry.data.logParameter(ALICE, run, new KeyValue("p", "1"));
    Run before = registry.read(run);
    RefusalAssertions.invalid(
        "Changing param values",
        () ->
            registry.data.logBatch(
                ALICE,
                run,
                new RunDataBatch(
                    List.of(metric(1, 1, 1)),
                    List.of(new KeyValue("a", "b"), new KeyValue("p", "2")),
                    List.of(new KeyValue("t", "u")))));
    RefusalAssertions.missing(
        "Logged model with ID 'm-none' not found",
        () ->
            registry.data.logBatch(
                ALICE,
                run,
                new RunDataBatch(
                    List.of(new Metric("m", 1, 1, 1, new Metric.Subject("m-none", "", ""))),
                    List.of(new KeyValue("a", "b")),
                    List.of())));
    assertThat(registry.read(run)).isEqualTo(before);
    registry.data.logBatch(
        ALICE,
        run,
        new RunDataBatch(
            List.of(metric(1, 1, 1)),
            List.of(new KeyValue("a", "b"), new KeyValue("p", "1")),
            List.of(new KeyValue("t", "u"), new KeyValue("t", "v"))));
    Run after = registry.read(run);
    assertThat(after.metrics()).containsExactly(metric(1, 1, 1));
    assertThat(after.parameters()).containsExactly(new KeyValue("a", "b"), new KeyValue("p", "1"));
    assertThat(after.tags()).contains(new KeyValue("t", "v"));
  }

  private static List<KeyValue> entries(int count) {
    return IntStream.range(0, count).mapToObj(i -> new KeyValue("k" + i, "v")).toList();
  }

  @Test
  void limitsBatchSize() {
    List<Metric> full = Collections.nCopies(1_000, metric(1, 1, 1));
    new RunDataBatch(full, List.of(), List.of());
    RefusalAssertions.invalid(
        "can contain at most 1000 metrics",
        () -> new RunDataBatch(Collections.nCopies(1_001, metric(1, 1, 1)), List.of(), List.of()));
    RefusalAssertions.invalid(
        "can contain at most 100 params",
        () -> new RunDataBatch(List.of(), entries(101), List.of()));
    RefusalAssertions.invalid(
        "can contain at most 100 tags", () -> new RunDataBatch(List.of(), List.of(), entries(101)));
    RefusalAssertions.invalid(
        "can contain at most 1000 metrics, params, and tags",
        () -> new RunDataBatch(full, entries(1), List.of()));
    RefusalAssertions.invalid(
        "Duplicate parameter keys have been submitted",
        () ->
            new RunDataBatch(
                List.of(), List.of(new KeyValue("a", "1"), new KeyValue("a", "1")), List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".", "..", "../x", "..x", "/x", "a//b", "a/", "a/./b", "a/../b", "a\nb", "a\u0000",
        "a;b", "a'b", "a\\b", "a%b"
      })
  void refusesInvalidKeys(String key) {
    RefusalAssertions.invalid("is not a valid name", () -> new KeyValue(key, "v"));
    RefusalAssertions.invalid("is not a valid name", () -> new Metric(key, 1, 1, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a b", "a/b.c", "val:loss", "-x_", "\u00e9t\u00e9", ".a"})
  void acceptsOtherKeys(String key) {
    assertThat(new KeyValue(key, "v").key()).isEqualTo(key);
  }

  @Test
  void refusesCharactersThatDatabasesCannotStore() {
    RefusalAssertions.invalid("contains a NUL character", () -> new KeyValue("a", "b\0"));
    RefusalAssertions.invalid("contains a NUL character", () -> new KeyValue("a", "\ud83d"));
    RefusalAssertions.invalid("must be a non-negative number", () -> new Metric("a", 1, -1, 0));
    RefusalAssertions.invalid(
        "exceeds the maximum length of 250", () -> new Metric("a".repeat(251), 1, 1, 0));
    RefusalAssertions.invalid(
        "exceeds the maximum length of 250",
        () -> new RunDataBatch(List.of(), List.of(new KeyValue("a".repeat(251), "")), List.of()));
  }

  @Test
  void changesTagDependingOnItsValue() {
    String run = registry.run(0);
    for (int i = 0; i < 2; i++) {
      registry.data.changeTag(ALICE, run, "t", was -> was == null ? "a" : was + "b");
    }
    assertThat(registry.read(run).tags()).contains(new KeyValue("t", "ab"));
    RefusalAssertions.invalid(
        "maximum length", () -> registry.data.changeTag(ALICE, run, "t", _ -> "x".repeat(100_001)));
    registry.runs.delete(ALICE, run);
    RefusalAssertions.invalid("deleted", () -> registry.data.changeTag(ALICE, run, "t", _ -> "x"));
    assertThat(registry.read(run).tags()).contains(new KeyValue("t", "ab"));
  }
}
