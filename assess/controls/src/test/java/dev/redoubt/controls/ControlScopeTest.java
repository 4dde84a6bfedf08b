package dev.redoubt.controls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.findings.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A resource that a control is not about must not pass it: a best practice would hold because of
/// it.
class ControlScopeTest {

  private static final String TEMPLATE =
      """
      {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "resources": [
          {
            "type": "Microsoft.Network/networkSecurityGroups/securityRules",
            "apiVersion": "2024-05-01", "name": "nsg/out",
            "properties": {
              "direction": "Outbound", "access": "Allow", "priority": 100, "protocol": "*",
              "sourceAddressPrefix": "*", "sourcePortRange": "*",
              "destinationAddressPrefix": "*", "destinationPortRange": "22"
            }
          },
          {
            "type": "Microsoft.MachineLearningServices/workspaces",
            "apiVersion": "2024-10-01", "name": "ml", "location": "westeurope",
            "properties": { "managedNetwork": { "isolationMode": "AllowOnlyApprovedOutbound" } }
          },
          {
            "type": "Microsoft.MachineLearningServices/workspaces/computes",
            "apiVersion": "2024-10-01", "name": "ml/attached", "location": "westeurope",
            "properties": { "computeType": "Kubernetes", "resourceId": "aks" }
          },
          {
            "type": "Microsoft.Authorization/policyAssignments",
            "apiVersion": "2024-04-01", "name": "audits",
            "properties": {
              "policyDefinitionId": "definition", "enforcementMode": "Default",
              "parameters": { "effect": { "value": "Audit" } }
            }
          },
          {
            "type": "Microsoft.Authorization/policyAssignments",
            "apiVersion": "2024-04-01", "name": "silent",
            "properties": { "policyDefinitionId": "definition", "enforcementMode": "Default" }
          },
          {
            "type": "Microsoft.App/containerApps",
            "apiVersion": "2024-03-01", "name": "ca-none", "location": "westeurope",
            "properties": { "configuration": { "activeRevisionsMode": "Single" } }
          },
          {
            "type": "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
            "apiVersion": "2023-01-31", "name": "id/pod",
            "properties": {
              "issuer": "https://cluster", "subject": "system:serviceaccount:a:b",
              "audiences": ["api://AzureADTokenExchange"]
            }
          }
        ]
      }
      """;

  @ParameterizedTest
  @CsvSource({
    "nsg/out, an outbound rule is no inbound rule",
    "ml/attached, an attached cluster has no network of the workspace",
    "audits, a policy that only audits is no guard rail",
    "silent, the effect of the definition is not visible",
    "id/pod, a pod is no pipeline",
  })
  void resourceThatTheControlIsNotAboutHasNoFinding(String name, String reason) {
    List<Finding> findings =
        ControlCatalog.load()
            .evaluate(AssessedDeployments.estate("main.json", TEMPLATE))
            .findings();
    assertThat(findings)
        .as(reason)
        .filteredOn(finding -> finding.resource().key().namesText().equals(name))
        .isEmpty();
  }

  @Test
  void containerAppWithoutSecretsHasNoFindingAboutThem() {
    assertThat(ControlCatalog.load().find("container-app-secrets")).isNotNull();
    assertThat(
            ControlCatalog.load()
                .evaluate(AssessedDeployments.estate("main.json", TEMPLATE))
                .findings())
        .extracting(finding -> finding.control().id())
        .contains("managed-identity")
        .doesNotContain("container-app-secrets");
  }
}
