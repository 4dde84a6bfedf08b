package dev.redoubt.bicep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.Resource;
import dev.redoubt.estate.ResourceExistence;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests resources: names, ids, scopes, loops and references.
class ResourcesTest {

  private static final String GROUP = "/subscriptions/s1/resourceGroups/rg";
  private static final String STORAGE = GROUP + "/providers/Microsoft.Storage/storageAccounts";

  @TempDir private Path folder = Path.of("");

  private TestBicepProject workspace(String main) {
    return new TestBicepProject(folder).file("main.bicep", main);
  }

  @Test
  void body_omitsPropertiesOfTheDeploymentEngine() {
    Resource resource =
        workspace(
                """
                resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
                  name: 'a'
                  location: resourceGroup().location
                  sku: { name: 'Standard_LRS' }
                  dependsOn: []
                }
                """)
            .only("main.bicep");
    assertThat(resource.key().id()).isEqualTo(STORAGE + "/a");
    assertThat(resource.apiVersion()).isEqualTo("2024-01-01");
    assertThat(resource.body().names())
        .containsExactly("type", "name", "apiVersion", "location", "sku");
    assertThat(resource.origin().line()).isEqualTo(1);
  }

  @Test
  void children_areNestedOrNameTheirParent() {
    TestBicepProject workspace =
        workspace(
            """
            resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
              name: 'a'
              resource blobs 'blobServices' = {
                name: 'default'
                resource c 'containers@2023-01-01' = {
                  name: 'c-${s.name}'
                }
              }
            }
            resource queues 'Microsoft.Storage/storageAccounts/queueServices@2024-01-01' = {
              parent: s
              name: 'default'
            }
            resource q 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' = {
              parent: queues
              name: 'q'
            }
            resource t 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
              name: 'a/default'
            }
            output id string = s::blobs::c.id
            output version string = s::blobs.apiVersion
            output name string = q.name
            """);
    assertThat(workspace.ids("main.bicep"))
        .containsExactly(
            STORAGE + "/a",
            STORAGE + "/a/blobServices/default",
            STORAGE + "/a/blobServices/default/containers/c-a",
            STORAGE + "/a/queueServices/default",
            STORAGE + "/a/queueServices/default/queues/q",
            STORAGE + "/a/tableServices/default");
    assertThat(workspace.output("main.bicep", "id"))
        .isEqualTo("\"" + STORAGE + "/a/blobServices/default/containers/c-a\"");
    assertThat(workspace.output("main.bicep", "version")).isEqualTo("\"2024-01-01\"");
    assertThat(workspace.output("main.bicep", "name")).isEqualTo("\"q\"");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void loops_giveEachCopyItsNameAndId() {
    TestBicepProject workspace =
        workspace(
            """
            var kinds = ['raw', 'gold']
            @batchSize(1)
            resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = [for (kind, i) in kinds: {
              name: '${kind}${i}'
              tags: { kinds: [for k in kinds: '${k}${i}'] }
            }]
            resource b 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = [for (kind, n) in kinds: if (kind != 'raw') {
              parent: s[n]
              name: 'default'
            }]
            output second string = s[1].id
            output all array = [for (kind, n) in kinds: s[n].name]
            """);
    List<Resource> resources = workspace.managed("main.bicep");
    assertThat(resources)
        .extracting(resource -> resource.key().id())
        .containsExactly(
            STORAGE + "/raw0", STORAGE + "/gold1", STORAGE + "/gold1/blobServices/default");
    assertThat(resources.get(1).body().at("tags.kinds")).hasToString("[\"raw1\",\"gold1\"]");
    assertThat(workspace.output("main.bicep", "second")).isEqualTo("\"" + STORAGE + "/gold1\"");
    assertThat(workspace.output("main.bicep", "all")).isEqualTo("[\"raw0\",\"gold1\"]");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void loopsOfUnknownCount_stayOneResourceWithASymbolicIndex() {
    TestBicepProject workspace =
        workspace(
            """
            param names array
            param which int
            resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = [for name in names: {
              name: name
            }]
            output x string = s[which].properties.primaryEndpoints.blob
            """);
    Resource resource = workspace.only("main.bicep");
    assertThat(resource.existence()).isInstanceOf(ResourceExistence.Repeated.class);
    assertThat(workspace.output("main.bicep", "x"))
        .contains("storageAccounts/{0}', parameters('names')[parameters('which')]")
        .contains(".primaryEndpoints.blob");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void conditionsOfEnclosingResources_apply() {
    TestBicepProject workspace =
        workspace(
            """
            param on bool
            resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = if (on) {
              name: 'a'
              resource b 'blobServices' = if (false) {
                name: 'default'
              }
              resource q 'queueServices' = {
                name: 'default'
              }
            }
            output safe string? = s.?properties.primaryEndpoints.blob
            """);
    List<Resource> resources = workspace.managed("main.bicep");
    assertThat(resources)
        .extracting(resource -> resource.existence().toString())
        .hasSize(2)
        .allMatch(existence -> existence.contains("parameters('on')"));
    assertThat(workspace.output("main.bicep", "safe")).contains("if(parameters('on')");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void existing_isReadAndNotDeployed() {
    TestBicepProject workspace =
        workspace(
            """
            resource v 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
              name: 'kv'
              scope: resourceGroup('other')
            }
            resource k 'Microsoft.KeyVault/vaults/keys@2024-11-01' existing = {
              parent: v
              name: 'k'
            }
            output vault string = v.id
            output uri string = v.properties.vaultUri
            output key string = k.id
            """);
    assertThat(workspace.managed("main.bicep")).isEmpty();
    String vault = "/subscriptions/s1/resourceGroups/other/providers/Microsoft.KeyVault/vaults/kv";
    assertThat(workspace.output("main.bicep", "vault")).isEqualTo("\"" + vault + "\"");
    assertThat(workspace.output("main.bicep", "key")).isEqualTo("\"" + vault + "/keys/k\"");
    assertThat(workspace.output("main.bicep", "uri"))
        .isEqualTo("\"[reference('" + vault + "', '2024-11-01').vaultUri]\"");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void scopes_areLevelsOrResources() {
    TestBicepProject workspace =
        workspace(
            """
            targetScope = 'subscription'
            resource g 'Microsoft.Resources/resourceGroups@2024-11-01' = {
              name: 'g'
              location: 'westeurope'
            }
            resource r 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
              name: guid('x')
              properties: {}
            }
            resource m 'Microsoft.Management/managementGroups@2023-04-01' existing = {
              scope: tenant()
              name: 'm'
            }
            output groupId string = g.id
            output roleId string = r.id
            output managementGroup string = m.id
            """);
    assertThat(workspace.output("main.bicep", "groupId"))
        .isEqualTo("\"/subscriptions/s1/resourceGroups/g\"");
    assertThat(workspace.output("main.bicep", "roleId"))
        .startsWith("\"/subscriptions/s1/providers/Microsoft.Authorization/roleAssignments/");
    assertThat(workspace.output("main.bicep", "managementGroup"))
        .isEqualTo("\"/providers/Microsoft.Management/managementGroups/m\"");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void extensionResources_haveTheIdOfWhatTheyExtend() {
    assertThat(
            workspace(
                    """
                    resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = [for i in range(0, 2): {
                      name: 'a${i}'
                    }]
                    resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
                      name: 'keep'
                      scope: s[1]
                      properties: { level: 'CanNotDelete' }
                    }
                    """)
                .ids("main.bicep"))
        .contains(STORAGE + "/a1/providers/Microsoft.Authorization/locks/keep");
  }

  @Test
  void keysAndSecrets_nameTheirResource() {
    TestBicepProject workspace =
        workspace(
            """
            resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
              name: 'a'
            }
            output key string = s.listKeys().keys[0].value
            """);
    assertThat(workspace.output("main.bicep", "key"))
        .isEqualTo("\"[listKeys('" + STORAGE + "/a', '2024-01-01').keys[0].value]\"");
  }

  @Test
  void dependencies_areTheReferencesInTheBody() {
    TestBicepProject workspace =
        workspace(
            """
            var subnet = n.properties.subnets[0].id
            resource n 'Microsoft.Network/virtualNetworks@2024-05-01' = {
              name: 'n'
            }
            resource e 'Microsoft.Network/privateEndpoints@2024-05-01' = {
              name: 'e'
              properties: { subnet: { id: subnet } }
            }
            """);
    Resource endpoint = workspace.managed("main.bicep").getLast();
    assertThat(endpoint.dependsOn())
        .extracting(key -> key.id())
        .containsExactly(GROUP + "/providers/Microsoft.Network/virtualNetworks/n");
  }

  @Test
  void resourcesOfExtensions_areReportedAndNotExpanded() {
    TestBicepProject workspace =
        workspace(
            """
            extension 'br:mcr.microsoft.com/bicep/extensions/microsoftgraph/v1.0:0.2.0-preview' as graph
            resource app 'Microsoft.Graph/applications@v1.0' = {
              uniqueName: 'x'
              displayName: 'x'
            }
            output id string = app.appId
            """);
    assertThat(workspace.managed("main.bicep")).isEmpty();
    assertThat(workspace.output("main.bicep", "id")).isEqualTo("\"[reference('app').appId]\"");
    assertThat(workspace.problemTexts())
        .containsOnly(
            "main.bicep:2:1 info: resource `app` belongs to an extension: it is not an Azure"
                + " resource and is not assessed");
  }

  @Test
  void deploymentsWrittenAsResources_areExpanded() {
    TestBicepProject workspace =
        workspace(
            """
            resource d 'Microsoft.Resources/deployments@2024-11-01' = {
              name: 'd'
              resourceGroup: 'other'
              properties: {
                mode: 'Incremental'
                parameters: { n: { value: 'a' } }
                template: {
                  '$schema': 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#'
                  contentVersion: '1.0.0.0'
                  parameters: { n: { type: 'string' } }
                  resources: [
                    {
                      type: 'Microsoft.Storage/storageAccounts'
                      apiVersion: '2024-01-01'
                      name: '[parameters(\\'n\\')]'
                    }
                  ]
                }
              }
            }
            """);
    assertThat(workspace.ids("main.bicep"))
        .containsExactly(
            "/subscriptions/s1/resourceGroups/other/providers/Microsoft.Storage/storageAccounts/a");
    assertThat(workspace.problemTexts()).isEmpty();
  }

  @Test
  void selfReferenceIsAnErrorAndTerminates() {
    TestBicepProject workspace =
        workspace(
            """
            resource a 'Microsoft.Storage/storageAccounts@2024-01-01' = {
              name: a.name
            }
            resource b 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
              parent: c
              name: 'b'
            }
            resource c 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
              parent: b
              name: 'c'
            }
            var v = w
            var w = v
            output x string = v
            """);
    workspace.expand("main.bicep");
    assertThat(workspace.problemTexts())
        .anyMatch(message -> message.equals("main.bicep:2:11 error: `a` refers to itself"));
    assertThat(workspace.problemTexts()).anyMatch(message -> message.contains("its own ancestor"));
    assertThat(workspace.problemTexts()).anyMatch(message -> message.contains("depends on itself"));
  }

  @Test
  void namesThatMultiply_areBounded() {
    StringBuilder main = new StringBuilder();
    main.append("resource r0 'A.B/c@2024-01-01' = [for i in [0]: {\n  name: 'x'\n}]\n");
    for (int i = 1; i < 40; i++) {
      main.append(
          "resource r%d 'A.B/c@2024-01-01' = [for i in [0]: {\n  name: '${r%d[i].name}${r%d[i].name}'\n}]\n"
              .formatted(i, i - 1, i - 1));
    }
    TestBicepProject workspace = workspace(main.toString());
    workspace.expand("main.bicep");
    assertThat(workspace.problemTexts())
        .anyMatch(message -> message.contains("more than 2000000 expressions"));
  }

  @Test
  void partsThatCouldNotBeParsed_makeValuesUnknown() {
    TestBicepProject workspace =
        workspace(
            """
            resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {
              name: 'a'
              = true
            }
            """);
    Resource resource = workspace.only("main.bicep");
    assertThat(resource.body().isOpen()).isTrue();
    assertThat(workspace.problemTexts()).hasSize(1);
  }

  @Test
  void errorsInDeclarations_areReported() {
    TestBicepProject workspace =
        workspace(
            """
            resource s 'Microsoft.Storage/storageAccounts' = {
              name: 'a'
              properties: { a: 1, b: 2, a: 3 }
            }
            resource t 'Microsoft.Storage/storageAccounts@2024-01-01' = {
              name: 'a'
            }
            """);
    workspace.expand("main.bicep");
    assertThat(workspace.problemTexts())
        .containsExactlyInAnyOrder(
            "main.bicep:3:29 error: the property `a` is declared multiple times in this object; the"
                + " last one is used",
            "main.bicep:1:12 error: the type `Microsoft.Storage/storageAccounts` has no API"
                + " version; use `Microsoft.Storage/storageAccounts@YYYY-MM-DD`",
            "main.bicep:5:1 error: `storageAccounts a` is defined more than once in the template");
  }
}
