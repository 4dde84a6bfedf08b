package dev.redoubt.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Fix;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Objects with spreads: the last entry that has a property decides it.
class SpreadFixTest {

  private static final String ANONYMOUS = "storage-anonymous-access";

  private static final String STORAGE =
      """
      resource data 'Microsoft.Storage/storageAccounts@2023-05-01' = {
        name: 'stdata'
        location: 'westeurope'
        kind: 'StorageV2'
        sku: { name: 'Standard_LRS' }
        properties: %s
      }
      """;

  @TempDir private Path folder;
  private FixedFolder template;

  @BeforeEach
  void makeFolder() throws IOException {
    template = new FixedFolder(folder);
    template.file("open.json", "{ \"allowBlobPublicAccess\": true }");
  }

  @Test
  void propertyIsMovedBehindSpreadThatCannotBeChanged() throws IOException {
    template.file("shared.bicep", "@export()\nvar base = {\n  allowBlobPublicAccess: true\n}\n");
    template.file(
        "main.bicep",
        "import { base } from 'shared.bicep'\n"
            + STORAGE.formatted("{ 'allowBlobPublicAccess': true, ...base }"));
    assertThat(template.fixed(ANONYMOUS, "main.bicep"))
        .contains("properties: { ...base, allowBlobPublicAccess: false }");
  }

  @Test
  void propertyIsMovedBehindSpreadOnLinesOfTheirOwn() throws IOException {
    template.file(
        "main.bicep",
        STORAGE.formatted(
            """
            {
                allowBlobPublicAccess: true // for the site
                minimumTlsVersion: 'TLS1_2'
                ...loadJsonContent('open.json')
              }\
            """));
    assertThat(template.fixed(ANONYMOUS, "main.bicep"))
        .contains("    ...loadJsonContent('open.json')\n    allowBlobPublicAccess: false\n  }")
        .doesNotContain("true");
  }

  @Test
  void spreadBehindAnotherOneDecides() throws IOException {
    template.file(
        "main.bicep",
        "var base = { allowBlobPublicAccess: false }\n"
            + STORAGE.formatted("{\n    ...base\n    ...loadJsonContent('open.json')\n  }"));
    assertThat(template.fixed(ANONYMOUS, "main.bicep"))
        .contains(
            "var base = { allowBlobPublicAccess: false }\n",
            "    ...loadJsonContent('open.json')\n    allowBlobPublicAccess: false\n  }");
  }

  @Test
  void spreadInTheObjectOfSpreadDecides() throws IOException {
    template.file(
        "main.bicep",
        "var base = { ...loadJsonContent('open.json') }\n"
            + STORAGE.formatted("{ allowBlobPublicAccess: false, ...base }"));
    assertThat(template.fixed(ANONYMOUS, "main.bicep"))
        .contains("properties: { ...base, allowBlobPublicAccess: false }");
  }

  @Test
  void objectThatASpreadMayReplaceIsLeftToAPerson() throws IOException {
    template.file("site.json", "{ \"siteConfig\": { \"minTlsVersion\": \"1.0\" } }");
    template.file(
        "main.bicep",
        """
        resource web 'Microsoft.Web/sites@2023-12-01' = {
          name: 'web1'
          location: 'westeurope'
          kind: 'app'
          properties: {
            httpsOnly: true
            siteConfig: {
              minTlsVersion: '1.2'
            }
            ...loadJsonContent('site.json')
          }
        }
        """);
    Fix fix = template.fix("web-app-https");
    assertThat(fix.edits()).isEmpty();
    assertThat(fix.title()).contains("a spread after `siteConfig` may have another value for it");
  }
}
