package dev.redoubt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests `assess --fix`.
class FixCommandLineTest {

  private static final String STORAGE =
      """
      resource data 'Microsoft.Storage/storageAccounts@2023-05-01' = {
        name: 'stdata'
        location: 'westeurope'
        kind: 'StorageV2'
        sku: { name: 'Standard_LRS' }
        properties: {
          allowBlobPublicAccess: true
          publicNetworkAccess: 'Enabled'
        }
      }
      """;

  @TempDir private Path folder = Path.of("");
  private Path main = Path.of("");

  private static CommandRun run(String... arguments) {
    return CommandRun.of(arguments);
  }

  @BeforeEach
  void writeTemplate() throws IOException {
    main = Files.writeString(folder.resolve("main.bicep"), STORAGE);
  }

  @Test
  void changesNothingUnlessAskedTo() {
    assertThat(run("assess", folder.toString()).code()).isEqualTo(1);
    assertThat(main).hasContent(STORAGE);
  }

  @Test
  void appliesSafeFixes_reportsTheNewState_andShowsTheRestAsDiff() {
    CommandRun run = run("assess", folder.toString(), "--fix");
    assertThat(run.code()).isEqualTo(1);
    assertThat(main)
        .hasContent(STORAGE.replace("allowBlobPublicAccess: true", "allowBlobPublicAccess: false"));
    assertThat(run.err())
        .contains("redoubt: fixed `storage-anonymous-access` at ")
        .contains("main.bicep:7:28")
        .contains("redoubt: applied 1 fix");
    assertThat(run.out())
        .doesNotContain("storage-anonymous-access")
        .contains("storage-public-network-access")
        .contains("-    publicNetworkAccess: 'Enabled'\n")
        .contains("+    publicNetworkAccess: 'Disabled'\n");
  }

  @Test
  void namesTheTagsAndTheClassesOfTheConfiguration() throws IOException {
    Files.writeString(
        folder.resolve("redoubt.yaml"),
        """
        tags:
          required: [team, cost-center, cost.center, a b]
          classification:
            name: sensitivity
            values: [low, high]
        """);
    assertThat(run("assess", folder.toString(), "--verbose").out())
        .contains(
            "team: teamTag",
            "sensitivity: sensitivityTag",
            "param sensitivityTag string = 'low'",
            "'cost-center': costCenterTag",
            "'cost.center': costCenterTag",
            "'a b': aBTag")
        .doesNotContain("owner: ownerTag", "dataClassification");
  }

  @Test
  void printsNoDiffBesideReportForPrograms() {
    CommandRun run = run("assess", folder.toString(), "--fix", "--format", "json");
    assertThat(run.out()).startsWith("{").endsWith("}\n").doesNotContain("\n+++ ");
  }

  @Test
  void printsDiffAloneIfReportsGoToFiles() {
    String file = folder.resolve("report.json").toString();
    CommandRun run =
        run("assess", folder.toString(), "--fix", "--format", "json", "--output", file);
    assertThat(run.out()).startsWith("--- a/");
  }

  @Test
  void exitsWithZeroAfterTheLastViolationIsFixed() {
    CommandRun run =
        run("assess", folder.toString(), "--fix", "--only", "storage-anonymous-access");
    assertThat(run.code()).isZero();
    assertThat(run.out()).doesNotContain("+++ ");
  }

  @Test
  void printsNoDiffIfQuiet() {
    CommandRun run = run("assess", folder.toString(), "--fix", "--quiet");
    assertThat(run.out()).doesNotContain("+++ ");
    assertThat(run.err()).contains("redoubt: applied 1 fix");
  }

  @Test
  void leavesReadOnlyFiles_andChangesTheOthers() throws IOException {
    Path other = folder.resolve("other.bicep");
    Files.writeString(other, STORAGE.replace("stdata", "stother"));
    Files.setPosixFilePermissions(main, PosixFilePermissions.fromString("r--r--r--"));
    CommandRun run = run("assess", folder.toString(), "--fix");
    assertThat(main).hasContent(STORAGE);
    assertThat(other).content().contains("allowBlobPublicAccess: false");
    assertThat(run.err()).contains("other.bicep:7:28").contains("redoubt: applied 1 fix\n");
    assertThat(run.out())
        .contains("main.bicep:7:28")
        .contains("the file is read-only, so 1 fix could not be")
        .contains("storage-anonymous-access");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void namesTheFileThatChanged_once() throws IOException {
    Files.writeString(
        main,
        """
        param isPublic bool
        param names array = ['a', 'b']

        resource data 'Microsoft.Storage/storageAccounts@2023-05-01' = [for n in names: {
          name: 'st${n}'
          location: 'westeurope'
          kind: 'StorageV2'
          sku: { name: 'Standard_LRS' }
          properties: {
            allowBlobPublicAccess: isPublic
            supportsHttpsTrafficOnly: false
          }
        }]
        """);
    Files.writeString(
        folder.resolve("main.bicepparam"), "using 'main.bicep'\n\nparam isPublic = true\n");
    CommandRun run = run("assess", folder.toString(), "--fix");
    assertThat(run.err().lines().filter(line -> line.startsWith("redoubt: fixed")))
        .hasSize(1)
        .allMatch(line -> line.endsWith("main.bicep:11:31"));
    assertThat(run.err()).contains("redoubt: applied 1 fix\n");
  }

  @Test
  void saysWhatTheDiffDoesNotFix() throws IOException {
    Files.writeString(
        main,
        """
        var rules = [
          {
            name: 'ssh'
            properties: {
              access: 'Allow'
              direction: 'Inbound'
              protocol: 'Tcp'
              priority: 100
              sourceAddressPrefix: '*'
              sourcePortRange: '*'
              destinationAddressPrefix: '*'
              destinationPortRange: '22'
            }
          }
        ]

        resource nsg 'Microsoft.Network/networkSecurityGroups@2023-11-01' = {
          name: 'nsg'
          location: 'westeurope'
          properties: {
            securityRules: [
              ...rules
            ]
          }
        }
        """);
    CommandRun run = run("assess", folder.toString(), "--fix");
    assertThat(run.err())
        .contains("redoubt: the diff does not have 1 fix:\n")
        .contains("  `nsg-internet-inbound` for `nsg`: `nsg`: Restrict the source addresses")
        .contains("the elements of the array are not literals");
  }

  @Test
  void saysWhichParametersNeedAValue() throws IOException {
    Files.writeString(folder.resolve("main.bicep"), "param name string\n" + STORAGE);
    Path parameters = folder.resolve("main.parameters.json");
    Files.writeString(
        parameters,
        """
        {
          "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
          "contentVersion": "1.0.0.0",
          "parameters": { "name": { "value": "x" } }
        }
        """);
    assertThat(run("assess", folder.toString(), "--fix").err())
        .contains("redoubt: before you deploy with the diff:\n")
        .contains("  give `privateEndpointSubnetId` a value in `" + parameters + "`\n")
        .doesNotContain("the diff does not have");
  }

  @Test
  void deletesInWords() throws IOException {
    Files.writeString(
        main,
        """
        resource sql 'Microsoft.Sql/servers@2023-08-01-preview' existing = {
          name: 'sql'

          resource anyAzure 'firewallRules' = {
            name: 'any'
            properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
          }
        }
        """);
    CommandRun run = run("assess", folder.toString(), "--only", "sql-firewall-any-azure");
    assertThat(run.out()).contains("FIX  delete the resource `anyAzure`\n");
  }
}
