package dev.redoubt.controls;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.StringValue;
import dev.redoubt.findings.ControlDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ControlFoldersTest {

  private static final List<String> FILES =
      List.of("control.json", "policy.json", "fix.bicep", "fix.tf", "pass.json", "fail.json");
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\b(TODO|FIXME|TBD|XXX|lorem|foo|bar|changeme)\\b|<[a-z-]+>", Pattern.CASE_INSENSITIVE);

  /// A console report of 80 columns prints the severity and the layer in front of the title.
  private static final int TITLE_WIDTH = 60;

  /// Titles, remediations and costs are phrases: an upper case letter first, no full stop at the
  /// end.
  private static final String PHRASE = "[`A-Z].*[^.]";

  private final ControlCatalog catalog = ControlCatalog.load();

  @Test
  void indexListsEveryFolderOnce() {
    assertThat(catalog.infos().stream().map(ControlDescription::id))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(ControlFolders.names());
  }

  @Test
  void controlsCoverTheBestPracticesThatTemplatesShow() {
    assertThat(catalog.infos()).hasSizeGreaterThanOrEqualTo(25);
    assertThat(catalog.infos().stream().flatMap(info -> info.practices().stream()).distinct())
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15);
  }

  @Test
  void titlesAreUnique() {
    assertThat(catalog.infos()).extracting(ControlDescription::title).doesNotHaveDuplicates();
  }

  @TestFactory
  Stream<DynamicTest> folder_isComplete() {
    return ControlFolders.names().stream()
        .map(id -> DynamicTest.dynamicTest(id, () -> assertComplete(id)));
  }

  private static void assertComplete(String id) throws IOException {
    Path folder = ControlFolders.CATALOG.resolve(id);
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> found.add(file.getFileName().toString()));
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(FILES);
    for (String file : FILES) {
      assertThat(ControlFolders.read(id, file)).isNotBlank().doesNotContainPattern(PLACEHOLDER);
    }
  }

  @TestFactory
  Stream<DynamicTest> texts_areFitToPrint() {
    return catalog.controls().stream()
        .map(
            control ->
                DynamicTest.dynamicTest(
                    control.info().id(), () -> assertPrintable(control.info())));
  }

  private static void assertPrintable(ControlDescription info) {
    assertThat(ControlFolders.read(info.id(), "control.json"))
        .contains("\"id\": \"" + info.id() + "\"");
    assertThat(info.title()).hasSizeBetween(10, TITLE_WIDTH).matches(PHRASE);
    assertThat(info.description()).hasSizeBetween(60, 512).endsWith(".");
    assertThat(info.cost()).matches(PHRASE);
    assertThat(info.practices()).isSorted().doesNotHaveDuplicates();
    assertThat(info.remediation().summary()).hasSizeBetween(4, 70).matches(PHRASE);
    assertThat(info.remediation().bicep()).contains("resource ").endsWith("}\n");
    assertThat(info.remediation().terraform()).startsWith("resource \"").endsWith("}\n");
  }

  @TestFactory
  Stream<DynamicTest> policy_canBeAssignedInAzure() {
    return catalog.controls().stream()
        .map(
            control ->
                DynamicTest.dynamicTest(
                    control.info().id(), () -> assertAssignable(control.definition())));
  }

  /// The limits of policy definitions in Azure.
  private static void assertAssignable(ObjectValue definition) {
    ObjectValue properties = requireNonNull(definition.object("properties"));
    assertThat(properties.text("displayName")).hasSizeBetween(10, 128);
    assertThat(properties.text("policyType")).isEqualTo("Custom");
    assertThat(properties.text("mode")).isIn("All", "Indexed");
    ObjectValue metadata = requireNonNull(properties.object("metadata"));
    assertThat(metadata.text("version")).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(metadata.text("category")).isNotBlank();
    assertThat(properties.at("policyRule.then.effect"))
        .isEqualTo(StringValue.of("[parameters('effect')]"));
    ObjectValue parameters = requireNonNull(properties.object("parameters"));
    assertThat(parameters.names()).contains("effect");
    for (String name : parameters.names()) {
      assertThat(parameters.at(name + ".defaultValue"))
          .as("default of `%s`: the policy is assigned without any parameter", name)
          .isNotNull();
    }
  }
}
