package dev.redoubt.admin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.testing.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Checks that the published schemas are unchanged, by rule and path. Other tests validate outputs
/// against the schemas.
class SchemasTest {

  private static final Path SCHEMAS =
      Path.of(System.getProperty("redoubt.root", "../.."), "docs", "schemas");

  /// Keys with texts for people, which may change.
  private static final Set<String> WORDS = Set.of("description", "title", "$comment", "examples");

  private final List<String> lines = new ArrayList<>();

  @Test
  void schemasAreUnchanged() throws IOException {
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      for (Path each : files.toList()) {
        add(each.getFileName() + " ", JsonMapper.shared().readTree(Files.readString(each)), false);
      }
    }
    assertThat(lines).isNotEmpty();
    GoldenFile.check("schemas.txt", lines);
  }

  /// @param names whether the keys are property names, such as a property named `title`
  private void add(String path, JsonNode schema, boolean names) {
    if (schema.isObject()) {
      schema
          .properties()
          .forEach(
              each -> {
                if (names || !WORDS.contains(each.getKey())) {
                  add(
                      path + "/" + each.getKey(),
                      each.getValue(),
                      !names && Set.of("properties", "$defs").contains(each.getKey()));
                }
              });
    } else if (schema.isArray() && schema.path(0).isObject()) {
      for (int i = 0; i < schema.size(); i++) {
        add(path + "/" + i, schema.get(i), false);
      }
    } else {
      lines.add(path + " = " + schema);
    }
  }
}
