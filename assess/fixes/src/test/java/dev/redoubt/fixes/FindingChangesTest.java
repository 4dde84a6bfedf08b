package dev.redoubt.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingChangesTest {

  @TempDir private Path folder = Path.of("");

  private Assessment assess() throws IOException {
    FixedFolder fixed = new FixedFolder(folder);
    fixed.file(
        "main.bicep",
        """
        resource store 'Microsoft.Storage/storageAccounts@2023-05-01' = {
          name: 'stdata'
          location: 'northeurope'
          kind: 'StorageV2'
          sku: { name: 'Standard_LRS' }
          properties: {
            allowBlobPublicAccess: false
            allowSharedKeyAccess: true
          }
        }
        """);
    return fixed.assess();
  }

  @Test
  void everyFindingWithAnExactFixHasItsDifference() throws IOException {
    Assessment assessment = assess();
    Map<String, String> changes = new FindingChanges(FixedFolder::read).of(assessment);
    for (Finding finding : assessment.findings()) {
      Fix fix = finding.annotations().fix();
      assertThat(changes.containsKey(finding.id()))
          .as(finding.id())
          .isEqualTo(fix != null && !fix.edits().isEmpty());
    }
    Finding keys =
        assessment.findings().stream()
            .filter(each -> each.control().id().equals("storage-shared-key"))
            .findFirst()
            .orElseThrow();
    assertThat(changes.get(keys.id()))
        .contains("\n-    allowSharedKeyAccess: true\n+    allowSharedKeyAccess: false\n");
  }

  @Test
  void fileThatMustNotBeReadHasNoDifference() throws IOException {
    assertThat(new FindingChanges(_ -> null).of(assess())).isEmpty();
  }

  @Test
  void ofThousandsOfChangesTheFirstOnesOfEachControlAreMade() throws IOException {
    StringBuilder template = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      template.append(
          """
          resource store%s 'Microsoft.Storage/storageAccounts@2023-05-01' = {
            name: 'stdata%s'
            location: 'northeurope'
            kind: 'StorageV2'
            sku: { name: 'Standard_LRS' }
          }
          """
              .formatted(i, i));
    }
    FixedFolder fixed = new FixedFolder(folder);
    fixed.file("main.bicep", template.toString());
    Map<String, String> changes = new FindingChanges(FixedFolder::read).of(fixed.assess());
    long length = changes.values().stream().mapToLong(String::length).sum();
    assertThat(changes).containsValue("");
    assertThat(length).isBetween(300_000L, 400_000L);
  }
}
