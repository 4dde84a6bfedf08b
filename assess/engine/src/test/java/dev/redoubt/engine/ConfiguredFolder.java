package dev.redoubt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.controls.ControlCatalog;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Finding;
import dev.redoubt.template.deployment.DeploymentSettings;
import dev.redoubt.testing.FileTree;
import dev.redoubt.workspace.SourceRequest;
import dev.redoubt.workspace.WorkspaceSources;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// A folder of templates and a configuration, assessed on a fixed day.
record ConfiguredFolder(Path path) {

  static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

  static final String VAULT =
      """
      resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
        name: 'kv-data'
        location: 'westeurope'
        tags: { owner: 'a', environment: 'prod', class: 'C1' }
        properties: {
          tenantId: subscription().tenantId
          sku: { family: 'A', name: 'standard' }
          enableRbacAuthorization: true
          publicNetworkAccess: 'Disabled'
          enablePurgeProtection: true
        }
      }
      """;

  static final String STORAGE =
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
      """;

  ConfiguredFolder file(String name, String text) {
    FileTree _ = new FileTree(path).file(name, text);
    return this;
  }

  /// @param wanted ids of controls; all if none is given
  Assessment assess(String... wanted) {
    return assess(SourceRequest.of(path), wanted);
  }

  static Assessment assess(SourceRequest request, String... wanted) {
    Set<String> ids = Set.of(wanted);
    AssessmentEngine.Result result =
        new AssessmentEngine(
                DeploymentSettings.UNNAMED,
                ControlCatalog.load(),
                id -> ids.isEmpty() || ids.contains(id),
                TODAY)
            .assess("test", WorkspaceSources.find(request));
    assertThat(result).isInstanceOf(AssessmentEngine.Result.Assessed.class);
    return ((AssessmentEngine.Result.Assessed) result).assessment();
  }

  /// The only finding of a control.
  static Finding finding(Assessment assessment, String control) {
    List<Finding> found =
        assessment.findings().stream()
            .filter(finding -> finding.control().id().equals(control))
            .toList();
    assertThat(found).as(control).hasSize(1);
    return found.getFirst();
  }

  /// `NAME VERDICT` of each finding of a control.
  static List<String> verdicts(Assessment assessment, String control) {
    return assessment.findings().stream()
        .filter(each -> each.control().id().equals(control))
        .map(each -> each.resource().key().namesText() + " " + each.verdict().word())
        .toList();
  }

  /// `SEVERITY FILE:LINE MESSAGE` of each problem.
  static List<String> problems(Assessment assessment) {
    return assessment.problems().stream()
        .map(
            each ->
                each.severity()
                    + " "
                    + Path.of(assessment.files().locate(each.origin()).file()).getFileName()
                    + ":"
                    + each.origin().line()
                    + " "
                    + each.message())
        .toList();
  }

  static Practice practice(Assessment assessment, int number) {
    return assessment.practices().get(number - 1);
  }
}
