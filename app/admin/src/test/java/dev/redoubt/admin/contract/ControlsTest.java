package dev.redoubt.admin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.testing.GoldenFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Checks the ids of controls and findings, which users reference in configuration and tickets.
class ControlsTest {

  private static final Path WEAK =
      Path.of(System.getProperty("redoubt.root", "../.."), "samples", "credit-scoring", "weak");

  private final List<String> lines = new ArrayList<>();

  @Test
  void controlsHaveUnchangedIdsSeveritiesLayersAndPractices() throws IOException {
    JsonNode controls = CommandRun.of("controls", "list", "--format", "json").json();
    for (JsonNode each : controls.isArray() ? controls : controls.path("controls")) {
      lines.add(
          "%s %s %s %s"
              .formatted(
                  each.path("id").asString(),
                  each.path("severity").asString(),
                  each.path("layer").asString(),
                  each.path("practices")));
    }
    assertThat(lines).isNotEmpty();
    GoldenFile.check("controls.txt", lines);
  }

  @Test
  void findingsOfTheSampleHaveUnchangedIds() throws IOException {
    JsonNode report = CommandRun.of("assess", WEAK.toString(), "--format", "json").json();
    for (JsonNode each : report.path("findings")) {
      lines.add(
          "%s %s %s"
              .formatted(
                  each.path("id").asString(),
                  each.path("verdict").asString(),
                  each.path("control").asString()));
    }
    for (JsonNode each : report.path("practices")) {
      lines.add(
          "practice %02d %s".formatted(each.path("number").asInt(), each.path("state").asString()));
    }
    assertThat(lines).isNotEmpty();
    GoldenFile.check("findings-of-the-weak-sample.txt", lines);
  }
}
