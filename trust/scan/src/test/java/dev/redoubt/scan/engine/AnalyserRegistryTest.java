package dev.redoubt.scan.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.FileFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnalyserRegistryTest {

  /// Analyzed as JSON, which they also are.
  private static final Set<FileFormat> AS_JSON =
      Set.of(FileFormat.NOTEBOOK, FileFormat.KERAS_CONFIG);

  @Test
  void everyInspectedFormat_hasAnAnalyser() {
    assertThat(
            Stream.of(FileFormat.values())
                .filter(format -> format.nature() == FileFormat.Nature.INSPECTED)
                .filter(format -> !AS_JSON.contains(format)))
        .isSubsetOf(AnalyserRegistry.covered());
  }

  @Test
  void ruleIdsAreUnique() {
    assertThat(RuleCatalog.all()).extracting(DetectionRule::id).doesNotHaveDuplicates();
    assertThat(RuleCatalog.all())
        .extracting(DetectionRule::id)
        .allMatch(id -> id.matches("[a-z0-9]+(-[a-z0-9]+)+"));
  }

  @Test
  void documentationListsEveryRule() throws IOException {
    Path page = Path.of(System.getProperty("redoubt.root", "../.."), "docs/scan.md");
    List<String> rows =
        Files.readAllLines(page).stream().filter(line -> line.startsWith("| `")).sorted().toList();

    assertThat(rows)
        .containsAll(
            RuleCatalog.all().stream()
                .map(
                    rule ->
                        "| `%s` | %s | %s | %s |"
                            .formatted(
                                rule.id(),
                                rule.title(),
                                rule.verdict().name().toLowerCase(Locale.ROOT),
                                rule.severity().name().toLowerCase(Locale.ROOT)))
                .toList());
  }
}
