package dev.redoubt.controls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Estate;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ControlCatalogTest {

  private static final String TEMPLATE =
      """
      {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": { "keys": { "type": "bool" } },
        "resources": [
          {
            "type": "Microsoft.Storage/storageAccounts", "apiVersion": "2023-05-01",
            "name": "stcredit", "location": "westeurope", "kind": "StorageV2",
            "sku": { "name": "Standard_LRS" },
            "properties": {
              "allowSharedKeyAccess": "[parameters('keys')]",
              "allowBlobPublicAccess": true,
              "publicNetworkAccess": "Disabled"
            }
          }
        ]
      }
      """;

  private final ControlCatalog catalog = ControlCatalog.load();

  @Test
  void findingsAreSortedWorstFirst() {
    List<Finding> findings = evaluate(TEMPLATE);
    assertThat(findings.getFirst().control().id()).isEqualTo("storage-anonymous-access");
    assertThat(findings).isSortedAccordingTo(FindingFactory.WORST_FIRST);
    assertThat(findings).extracting(Finding::verdict).contains(Verdict.FAIL, Verdict.PASS);
  }

  @Test
  void parameterWithoutValueIsUnknown() {
    Finding finding = find(evaluate(TEMPLATE), "storage-shared-key");
    assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(finding.causes())
        .singleElement()
        .satisfies(cause -> assertThat(cause.text()).contains("`keys`"));
  }

  @Test
  void customerManagedKeysAreOnlyRequiredForSensitiveData() {
    assertThat(evaluate(TEMPLATE))
        .extracting(finding -> finding.control().id())
        .doesNotContain("storage-customer-managed-key");
  }

  @Test
  void findingIdsAreStableAndIgnoreCase() {
    List<String> ids = ids(TEMPLATE);
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(ids(TEMPLATE.replace("stcredit", "STCREDIT").replace("\"westeurope\"", "\"uk\"")))
        .isEqualTo(ids);
    assertThat(ids(TEMPLATE.replace("stcredit", "stother"))).doesNotContainAnyElementsOf(ids);
    assertThat(ids.getFirst()).matches("[0-9a-f]{16}").isLowerCase();
  }

  @Test
  void findsAControlById() {
    assertThat(catalog.find("storage-shared-key")).isNotNull();
    assertThat(catalog.find("storage-shared-key".toUpperCase(Locale.ROOT))).isNull();
  }

  private List<String> ids(String template) {
    return evaluate(template).stream().map(Finding::id).toList();
  }

  private List<Finding> evaluate(String template) {
    Estate estate = AssessedDeployments.estate("main.json", template);
    assertThat(estate.problems()).isEmpty();
    return catalog.evaluate(estate).findings();
  }

  private static Finding find(List<Finding> findings, String control) {
    return findings.stream()
        .filter(finding -> finding.control().id().equals(control))
        .findFirst()
        .orElseThrow();
  }
}
