package dev.redoubt.engine;

import static dev.redoubt.engine.ConfiguredFolder.STORAGE;
import static dev.redoubt.engine.ConfiguredFolder.finding;
import static dev.redoubt.engine.ConfiguredFolder.problems;
import static dev.redoubt.engine.ConfiguredFolder.verdicts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Problem;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Severity;
import dev.redoubt.findings.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Azure Policy files of `redoubt.yaml`.
class PolicyFoldersTest {

  @TempDir private Path temporary;

  private ConfiguredFolder folder = new ConfiguredFolder(Path.of(""));

  @BeforeEach
  void create() {
    folder = new ConfiguredFolder(temporary);
  }

  private static final String POLICY =
      """
      {
        "name": "Allowed SKU",
        "properties": {
          "displayName": "Storage uses an allowed SKU",
          "mode": "Indexed",
          "metadata": { "severity": "High" },
          "parameters": { "skus": { "type": "Array" } },
          "policyRule": {
            "if": {
              "allOf": [
                { "field": "type", "equals": "Microsoft.Storage/storageAccounts" },
                { "field": "Microsoft.Storage/storageAccounts/sku.name", "notIn": "[parameters('skus')]" }
              ]
            },
            "then": { "effect": "deny" }
          }
        }
      }
      """;

  @Test
  void policiesOfAFolderAreControls() {
    folder
        .file("main.bicep", STORAGE)
        .file("policies/sku.json", POLICY)
        .file(
            "policies/assignments/sku.json",
            """
            {
              "name": "sku",
              "properties": {
                "policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/Allowed SKU",
                "parameters": { "skus": { "value": ["Standard_ZRS"] } }
              }
            }
            """)
        .file("redoubt.yaml", "policies: policies\n");
    Assessment assessment = folder.assess();
    assertThat(problems(assessment)).isEmpty();
    Finding finding = finding(assessment, "policy-sku");
    assertThat(finding.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(finding.control().severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.control().title()).isEqualTo("Storage uses an allowed SKU");
    folder.file("policies/assignments/sku.json", "{}");
    assessment = folder.assess();
    assertThat(finding(assessment, "policy-allowed-sku").verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(problems(assessment))
        .singleElement()
        .satisfies(each -> assertThat(each).contains("neither a policy definition nor"));
  }

  @Test
  void invalidPolicyIsAnErrorWithALocation() {
    folder
        .file("main.bicep", STORAGE)
        .file("policies/bad.json", "{\n \"properties\": { \"policyRule\": { \"then\": {} } } }")
        .file("redoubt.yaml", "policies: policies\n");
    assertThat(folder.assess().problems())
        .extracting(Problem::severity)
        .contains(Problem.Severity.ERROR);
  }

  private static String policy(String field, String effect) {
    return """
    {
      "name": "own",
      "properties": {
        "displayName": "Own",
        "mode": "All",
        "policyRule": {
          "if": {
            "allOf": [
              { "field": "type", "equals": "Microsoft.Storage/storageAccounts" },
              %s
            ]
          },
          "then": { "effect": "%s" }
        }
      }
    }
    """
        .formatted(field, effect);
  }

  @Test
  void aDisabledPolicyIsReported() {
    folder
        .file("main.bicep", STORAGE)
        .file("policies/own.json", policy("{ \"field\": \"kind\", \"exists\": true }", "disabled"))
        .file("redoubt.yaml", "policies: policies\n");
    Assessment assessment = folder.assess();
    assertThat(verdicts(assessment, "policy-own")).isEmpty();
    assertThat(problems(assessment))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each)
                    .startsWith("WARNING own.json:")
                    .endsWith("the policy `own` is not evaluated: its effect is disabled"));
  }

  @Test
  void aDisabledAssignmentIsReportedAndOneThatIsNotEnforcedIsEvaluated() {
    folder
        .file("main.bicep", STORAGE)
        .file(
            "policies/own.json",
            policy("{ \"field\": \"kind\", \"exists\": true }", "[parameters('effect')]")
                .replace(
                    "\"mode\"",
                    "\"parameters\": { \"effect\": { \"type\": \"String\" } }, \"mode\""))
        .file("policies/off.json", assignment("off", "Disabled"))
        .file("policies/on.json", assignment("on", "Deny"))
        .file("redoubt.yaml", "policies: policies\n");
    Assessment assessment = folder.assess();
    assertThat(problems(assessment))
        .containsExactly(
            "WARNING off.json:1 the policy `off` is not evaluated: its effect is disabled");
    assertThat(verdicts(assessment, "policy-off")).isEmpty();
    assertThat(verdicts(assessment, "policy-on")).containsExactly("stdata fail");
  }

  private static String assignment(String name, String effect) {
    return """
    {
      "name": "%s",
      "properties": {
        "policyDefinitionId": "/providers/Microsoft.Authorization/policyDefinitions/own",
        "enforcementMode": "DoNotEnforce",
        "parameters": { "effect": { "value": "%s" } }
      }
    }
    """
        .formatted(name, effect);
  }

  @Test
  void aPolicyThatCannotBeEvaluatedNamesWhatIsMissing() {
    for (String field :
        List.of(
            "{ \"field\": \"Microsoft.Storage/storageAccounts/noSuchAlias\", \"equals\": \"a\" }",
            "{ \"value\": \"[noSuchFunction(field('name'))]\", \"equals\": \"a\" }")) {
      folder
          .file("main.bicep", STORAGE)
          .file("policies/own.json", policy(field, "audit"))
          .file("redoubt.yaml", "policies: policies\n");
      Assessment assessment = folder.assess();
      Finding finding = finding(assessment, "policy-own");
      assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
      assertThat(finding.causes())
          .as(field)
          .allSatisfy(
              cause -> {
                assertThat(cause.text()).contains("noSuch");
                assertThat(cause.resolvedBy()).contains("`policies`");
              });
      assertThat(problems(assessment))
          .singleElement()
          .satisfies(each -> assertThat(each).startsWith("WARNING own.json:").contains("noSuch"));
    }
  }
}
