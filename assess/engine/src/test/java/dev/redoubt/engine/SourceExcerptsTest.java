package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.detail.SourceExcerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceExcerptsTest {

  @TempDir private Path folder = Path.of("");

  private static @Nullable String read(String name) {
    try {
      return Files.readString(Path.of(name));
    } catch (IOException _) {
      return null;
    }
  }

  @Test
  void everyFindingShowsTheLineThatDecides() {
    Assessment assessment =
        new ConfiguredFolder(folder).file("main.bicep", ConfiguredFolder.STORAGE).assess();
    Map<String, SourceExcerpt> excerpts =
        new SourceExcerpts(SourceExcerptsTest::read).of(assessment);
    for (Finding finding : assessment.findings()) {
      assertThat(excerpts.containsKey(finding.id()))
          .as(finding.id())
          .isEqualTo(finding.verdict() != Verdict.PASS);
    }
    Finding keys = ConfiguredFolder.finding(assessment, "storage-shared-key");
    SourceExcerpt excerpt = excerpts.get(keys.id());
    assertThat(excerpt).isNotNull();
    assertThat(excerpt)
        .extracting(each -> each.lines().get(each.line() - each.firstLine()))
        .isEqualTo("    allowSharedKeyAccess: true");
  }

  @Test
  void minifiedFileShowsThePartAroundTheColumn() {
    String template =
        """
        {"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",\
        "contentVersion":"1.0.0.0","resources":[{"type":"Microsoft.Storage/storageAccounts",\
        "apiVersion":"2023-05-01","name":"stdata","location":"westeurope","kind":"StorageV2",\
        "sku":{"name":"Standard_LRS"},"properties":{"allowSharedKeyAccess":true,"minimumTlsVersion":"TLS1_0"}}]}
        """;
    Assessment assessment =
        new ConfiguredFolder(folder).file("main.json", template).assess("storage-shared-key");
    SourceExcerpt excerpt =
        new SourceExcerpts(SourceExcerptsTest::read)
            .of(assessment)
            .get(assessment.findings().getFirst().id());
    assertThat(excerpt).isNotNull();
    assertThat(excerpt)
        .extracting(each -> each.lines().getFirst())
        .asString()
        .startsWith("...")
        .contains("\"allowSharedKeyAccess\":true")
        .hasSizeLessThan(200);
  }

  @Test
  void fileThatMustNotBeReadHasNoExcerpt() {
    Assessment assessment =
        new ConfiguredFolder(folder).file("main.bicep", ConfiguredFolder.STORAGE).assess();
    assertThat(new SourceExcerpts(_ -> null).of(assessment)).isEmpty();
  }
}
