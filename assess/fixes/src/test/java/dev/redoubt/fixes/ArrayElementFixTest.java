package dev.redoubt.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fixes of arrays change the elements that violate the control, and no other ones.
class ArrayElementFixTest {

  private static final String OPEN_RULES = "nsg-internet-inbound";

  @TempDir private Path folder;
  private FixedFolder template;

  @BeforeEach
  void makeFolder() {
    template = new FixedFolder(folder);
  }

  private static String rule(String name, String source, String port) {
    return """
          {
            name: '%s'
            properties: {
              access: 'Allow'
              direction: 'Inbound'
              protocol: 'Tcp'
              priority: 100
              %s
              sourcePortRange: '*'
              destinationAddressPrefix: '*'
              destinationPortRange: '%s'
            }
          }
    """
        .formatted(name, source, port);
  }

  private void rules(String... rules) throws IOException {
    template.file(
        "main.bicep",
        """
        resource nsg 'Microsoft.Network/networkSecurityGroups@2023-11-01' = {
          name: 'nsg'
          location: 'westeurope'
          properties: {
            securityRules: [
        %s    ]
          }
        }
        """
            .formatted(String.join("", rules)));
  }

  @Test
  void leavesRuleThatTheControlAccepts() throws IOException {
    rules(
        rule("web", "sourceAddressPrefix: 'Internet'", "443"),
        rule("all", "sourceAddressPrefix: '*'", "22"));
    assertThat(template.fixed(OPEN_RULES, "main.bicep"))
        .containsOnlyOnce("sourceAddressPrefix: 'Internet'")
        .containsOnlyOnce("sourceAddressPrefix: 'VirtualNetwork'");
  }

  @Test
  void replacesListOfSources() throws IOException {
    rules(rule("ssh", "sourceAddressPrefixes: ['10.0.0.0/8', 'Internet']", "22"));
    assertThat(template.fixed(OPEN_RULES, "main.bicep"))
        .doesNotContain("sourceAddressPrefixes")
        .contains("sourceAddressPrefix: 'VirtualNetwork'");
  }

  @Test
  void changesRuleDeclaredOnItsOwn() throws IOException {
    template.file(
        "main.bicep",
        """
        resource nsg 'Microsoft.Network/networkSecurityGroups@2023-11-01' = {
          name: 'nsg'
          location: 'westeurope'

          resource ssh 'securityRules' = {
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
        }
        """);
    assertThat(template.fixed(OPEN_RULES, "main.bicep"))
        .contains("sourceAddressPrefix: 'VirtualNetwork'");
  }

  @Test
  void doesNotCountElementsAfterSpread() throws IOException {
    String spread = "      ...more\n";
    rules(spread, rule("all", "sourceAddressPrefix: '*'", "22"));
    String text = FixedFolder.read(folder.resolve("main.bicep").toString());
    template.file(
        "main.bicep",
        """
        var more = [
        %s%s]
        %s\
        """
            .formatted(
                rule("a", "sourceAddressPrefix: 'Internet'", "443"),
                rule("b", "sourceAddressPrefix: 'Internet'", "443"),
                text));
    assertThat(template.fix(OPEN_RULES).edits())
        .as("the second element of the array is not the second one in the text")
        .isEmpty();
  }

  @Test
  void changesElementWhereItIsDefined() throws IOException {
    rules("      ssh\n");
    String text = FixedFolder.read(folder.resolve("main.bicep").toString());
    String ssh = rule("ssh", "sourceAddressPrefix: '*'", "22").strip();
    template.file("main.bicep", "var ssh = %s\n\n%s".formatted(ssh, text));
    assertThat(template.fixed(OPEN_RULES, "main.bicep"))
        .contains("sourceAddressPrefix: 'VirtualNetwork'");
  }

  @Test
  void replacesOnlySecretWithValue() throws IOException {
    template.file(
        "main.bicep",
        """
        resource app 'Microsoft.App/containerApps@2024-03-01' = {
          name: 'app'
          location: 'westeurope'
          identity: { type: 'SystemAssigned' }
          properties: {
            configuration: {
              secrets: [
                {
                  name: 'a'
                  keyVaultUrl: 'https://kv.vault.azure.net/secrets/other'
                  identity: 'system'
                }
                {
                  name: 'b'
                  value: 'plain'
                }
              ]
            }
          }
        }
        """);
    assertThat(template.fixed("container-app-secrets", "main.bicep"))
        .contains("keyVaultUrl: 'https://kv.vault.azure.net/secrets/other'")
        .contains("keyVaultUrl: '${appSecretsVaultUri}secrets/b'")
        .doesNotContain("plain");
  }

  @Test
  void removesPropertiesThatShareALine() throws IOException {
    template.file(
        "main.bicep",
        """
        resource app 'Microsoft.App/containerApps@2024-03-01' = {
          name: 'app'
          location: 'westeurope'
          identity: { type: 'SystemAssigned' }
          properties: {
            configuration: {
              secrets: [
                { name: 'a', value: 'plain' }
                { value: 'plain', name: 'b' }
              ]
            }
          }
        }
        """);
    assertThat(template.fixed("container-app-secrets", "main.bicep"))
        .contains(
            "{ name: 'a', keyVaultUrl: '${appSecretsVaultUri}secrets/a', identity: 'system' }\n",
            "{ name: 'b', keyVaultUrl: '${appSecretsVaultUri}secrets/b', identity: 'system' }\n");
  }

  @Test
  void changesLoopIfAllItsElementsHaveTo() throws IOException {
    rules("");
    template.file(
        "main.bicep",
        """
        param ports array = ['22', '3389']

        resource nsg 'Microsoft.Network/networkSecurityGroups@2023-11-01' = {
          name: 'nsg'
          location: 'westeurope'
          properties: {
            securityRules: [for (port, i) in ports: {
        %s
            }]
          }
        }
        """
            .formatted(
                rule("all", "sourceAddressPrefix: '*'", "22")
                    .strip()
                    .replaceAll("^\\{|}$", "")
                    .replace("'22'", "port")));
    assertThat(template.fixed(OPEN_RULES, "main.bicep"))
        .contains("sourceAddressPrefix: 'VirtualNetwork'");
    template.file(
        "main.bicep",
        FixedFolder.read(folder.resolve("main.bicep").toString())
            .replace("'3389'", "'443'")
            .replace("'VirtualNetwork'", "'*'"));
    assertThat(template.fix(OPEN_RULES).edits()).isEmpty();
    assertThat(template.fix(OPEN_RULES).title())
        .contains("`securityRules` is a loop, and not all of its elements have to change");
  }

  @Test
  void changesOnlyFilterThatDoesNotBlock() throws IOException {
    template.file(
        "main.bicep",
        """
        resource policy 'Microsoft.CognitiveServices/accounts/raiPolicies@2024-10-01' = {
          name: 'ai/strict'
          properties: {
            contentFilters: [
              { name: 'Hate', enabled: true, blocking: true, source: 'Prompt' }
              { name: 'Violence', enabled: true, blocking: false, source: 'Prompt' }
            ]
          }
        }
        """);
    assertThat(template.fix("model-content-filter-blocking").text()).doesNotContain("[0]");
    assertThat(template.fixed("model-content-filter-blocking", "main.bicep"))
        .contains("{ name: 'Violence', enabled: true, blocking: true, source: 'Prompt' }");
  }
}
