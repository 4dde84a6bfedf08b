package dev.redoubt.engine;

import static dev.redoubt.engine.ConfiguredFolder.STORAGE;
import static dev.redoubt.engine.ConfiguredFolder.finding;
import static dev.redoubt.engine.ConfiguredFolder.problems;
import static dev.redoubt.engine.ConfiguredFolder.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The exemptions of comments.
class ExemptionCommentsTest {

  @TempDir private Path temporary;

  private ConfiguredFolder folder = new ConfiguredFolder(Path.of(""));

  @BeforeEach
  void create() {
    folder = new ConfiguredFolder(temporary);
  }

  @Test
  void commentAboveAPropertyOrDeclarationExempts() {
    String comment =
        "// redoubt:exempt storage-shared-key until 2027-03-31 by alice (SEC-1): legacy\n";
    for (String text :
        List.of(
            comment + STORAGE,
            comment + "\n// why\n@description('the\\nstore')\n" + STORAGE,
            STORAGE.replace("    allowShared", comment + "    allowShared"),
            STORAGE.replace("Access: true", "Access: true " + comment.strip()))) {
      folder.file("main.bicep", text);
      Assessment assessment = folder.assess();
      assertThat(finding(assessment, "storage-shared-key").verdict())
          .as(text)
          .isEqualTo(Verdict.EXEMPT);
      assertThat(problems(assessment)).as(text).isEmpty();
    }
  }

  @Test
  void commentInTheWrongPlaceMalformedOrExpiredIsReported() {
    folder.file(
        "main.bicep",
        """
        // redoubt:exempt storage-shared-key until 2027-03-31 by alice: wrong place
        param unused string = 'redoubt:exempt in a string'
        // redoubt:exempt storage-shared-key by alice: no date
        // redoubt:exempt storage-shared-key until 2026-01-31 by alice: expired
        """
            + STORAGE);
    Assessment assessment = folder.assess();
    assertThat(finding(assessment, "storage-shared-key").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(problems(assessment))
        .anySatisfy(
            each -> assertThat(each).startsWith("WARNING main.bicep:1 this exemption matches"))
        .anySatisfy(
            each -> assertThat(each).startsWith("WARNING main.bicep:3 the last day is missing"))
        .anySatisfy(
            each ->
                assertThat(each)
                    .startsWith("WARNING main.bicep:4 this exemption expired on 2026-01-31"));
  }

  @Test
  void commentInAnArmTemplateExempts() {
    folder.file(
        "main.json",
        """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
          "contentVersion": "1.0.0.0",
          "resources": [
            {
              "type": "Microsoft.Storage/storageAccounts",
              "apiVersion": "2023-05-01",
              "name": "stdata",
              "location": "westeurope",
              "kind": "StorageV2",
              "sku": { "name": "Standard_LRS" },
              "properties": {
                // redoubt:exempt storage-shared-key until 2027-03-31 by alice: "legacy" client
                "allowSharedKeyAccess": true
              }
            }
          ]
        }
        """);
    Assessment assessment = folder.assess();
    assertThat(finding(assessment, "storage-shared-key").verdict()).isEqualTo(Verdict.EXEMPT);
    assertThat(problems(assessment)).isEmpty();
  }

  private static String account(String name) {
    return "{\"type\":\"Microsoft.Storage/storageAccounts\",\"apiVersion\":\"2023-05-01\",\"name\":\""
        + name
        + "\",\"location\":\"westeurope\",\"kind\":\"StorageV2\",\"sku\":{\"name\":\"Standard_LRS\"},"
        + "\"properties\":{\"allowSharedKeyAccess\":true}}";
  }

  private static String template(String resources) {
    return "{\"$schema\":\"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#\","
               + "\"contentVersion\":\"1.0.0.0\",\"metadata\":{\"a\":\"\u00fc\u20ac\"},\"resources\":["
        + resources
        + "]}";
  }

  private static final String IN_LINE =
      "/* redoubt:exempt storage-shared-key until 2027-03-31 by alice: legacy */";

  @Test
  void aCommentInAMinifiedTemplateExemptsTheResourceThatFollows() {
    for (String mark : List.of("", "\uFEFF")) {
      folder.file(
          "main.json",
          mark + template(account("sta") + "," + IN_LINE + account("stb") + "," + account("stc")));
      Assessment assessment = folder.assess();
      assertThat(verdicts(assessment, "storage-shared-key"))
          .containsExactlyInAnyOrder("sta fail", "stb exempt", "stc fail");
      assertThat(problems(assessment)).isEmpty();
    }
  }

  @Test
  void aCommentInAMinifiedTemplateExemptsThePropertyThatFollowsOrPrecedes() {
    String property = "\"allowSharedKeyAccess\":true";
    for (String text : List.of(IN_LINE + property, property + IN_LINE)) {
      folder.file(
          "main.json", template(account("sta") + "," + account("stb").replace(property, text)));
      assertThat(verdicts(folder.assess(), "storage-shared-key"))
          .as(text)
          .containsExactlyInAnyOrder("sta fail", "stb exempt");
    }
  }

  @Test
  void aCommentBeforeAListOfResourcesOrAParentDoesNotExemptWhatIsInside() {
    folder.file(
        "main.json", template(account("sta")).replace("\"resources\"", IN_LINE + "\"resources\""));
    assertThat(verdicts(folder.assess(), "storage-shared-key")).containsExactly("sta fail");
    String blobs =
        "{\"type\":\"blobServices\",\"apiVersion\":\"2023-05-01\",\"name\":\"default\",\"properties\":{}}";
    folder.file(
        "main.json",
        template(
            IN_LINE.replace("storage-shared-key", "storage-diagnostic-settings")
                + account("sta").replace("\"sku\"", "\"resources\":[" + blobs + "],\"sku\"")));
    assertThat(verdicts(folder.assess(), "storage-diagnostic-settings"))
        .containsExactly("sta/default fail");
  }

  @Test
  void aCommentBetweenPropertiesOfOneLineExemptsOne() {
    String properties = "properties: { allowBlobPublicAccess: true, allowSharedKeyAccess: true }";
    String both =
        "/* redoubt:exempt storage-shared-key, storage-anonymous-access until 2027-03-31 by a: b"
            + " */";
    String plain =
        STORAGE.replaceAll("(?s)properties: \\{.*?\n  }", "properties: {}").strip() + "\n";
    folder.file(
        "main.bicep",
        plain.replace("properties: {}", properties.replace("allowBlob", both + " allowBlob")));
    assertThat(verdicts(folder.assess(), "storage-shared-key")).containsExactly("stdata fail");
    assertThat(verdicts(folder.assess(), "storage-anonymous-access"))
        .containsExactly("stdata exempt");
    folder.file("main.bicep", plain.replace("properties: {}", properties + " " + both));
    assertThat(verdicts(folder.assess(), "storage-shared-key")).containsExactly("stdata exempt");
    assertThat(verdicts(folder.assess(), "storage-anonymous-access"))
        .containsExactly("stdata exempt");
  }
}
