import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes a repository of Bicep for the whole-process benchmarks: `java
/// benchmarks/Repositories.java DIR MODULES`.
///
/// It looks like those of AI workloads: an `azure.yaml`, a main file for a subscription, a file of
/// shared types, parameter files for three environments, and so many modules, each of some ninety
/// lines with parameters of user-defined types, a storage account, its containers in a loop, role
/// assignments and a private endpoint.
final class Repositories {

  private Repositories() {}

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int modules = Integer.parseInt(args[1]);
    Path infra = Files.createDirectories(folder.resolve("infra"));
    Path parts = Files.createDirectories(infra.resolve("modules"));
    Files.writeString(folder.resolve("azure.yaml"), "name: bench\ninfra:\n  path: infra\n");
    Files.writeString(infra.resolve("types.bicep"), types());
    Files.writeString(infra.resolve("main.bicep"), main(modules));
    for (String environment : new String[] {"dev", "test", "prod"}) {
      Files.writeString(
          infra.resolve("main." + environment + ".bicepparam"),
          "using 'main.bicep'\n\nparam environment = '%s'\nparam location = 'westeurope'\n"
              .formatted(environment));
    }
    for (int i = 0; i < modules; i++) {
      Files.writeString(parts.resolve("part" + i + ".bicep"), module(i));
    }
  }

  private static String types() {
    return """
    @export()
    @description('What an identity may do.')
    type grant = {
      principalId: string
      role: 'reader' | 'contributor' | 'owner'
      condition: string?
    }

    @export()
    type network = {
      subnetId: string?
      publicAccess: 'Enabled' | 'Disabled'
      addresses: string[]?
    }

    @export()
    var roles = {
      reader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
      contributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
      owner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
    }

    @export()
    func short(prefix string, text string) string => take('${prefix}${replace(toLower(text), '-', '')}', 24)
    """;
  }

  private static String main(int modules) {
    String parts =
        IntStream.range(0, modules)
            .mapToObj(
                i ->
                    """
                    module part%d 'modules/part%d.bicep' = {
                      name: 'part%d-${environment}'
                      scope: group
                      params: {
                        prefix: 'p%d${environment}'
                        location: location
                        network: access
                        grants: identities
                        tags: union(tags, { part: '%d' })
                      }
                    }

                    """
                        .formatted(i, i, i, i, i))
            .collect(Collectors.joining());
    return """
    targetScope = 'subscription'

    import { network } from 'types.bicep'

    param environment 'dev' | 'test' | 'prod'
    param location string

    var tags = { workload: 'bench', environment: environment }
    var access network = {
      subnetId: environment == 'dev' ? null : resourceId(subscription().subscriptionId, 'rg-net', 'Microsoft.Network/virtualNetworks/subnets', 'vnet', 'data')
      publicAccess: environment == 'dev' ? 'Enabled' : 'Disabled'
    }
    var identities = [for (role, i) in ['reader', 'contributor']: {
      principalId: guid('principal', string(i))
      role: role
    }]

    resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
      name: 'rg-bench-${environment}'
      location: location
      tags: tags
    }

    """
        + parts;
  }

  private static String module(int index) {
    return """
    import * as shared from '../types.bicep'

    @description('The start of all names.')
    @minLength(2)
    param prefix string
    param location string = resourceGroup().location
    param network shared.network
    param grants shared.grant[] = []
    param tags object = {}
    param containers string[] = ['raw', 'features', 'models', 'logs']

    var name = shared.short('st', '${prefix}${uniqueString(resourceGroup().id)}')
    var rules = map(network.?addresses ?? [], address => { value: address, action: 'Allow' })
    var isOpen = network.publicAccess == 'Enabled'

    resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
      name: name
      location: location
      tags: tags
      kind: 'StorageV2'
      sku: {
        name: isOpen ? 'Standard_LRS' : 'Standard_ZRS'
      }
      properties: {
        allowBlobPublicAccess: false
        allowSharedKeyAccess: %s
        minimumTlsVersion: 'TLS1_2'
        supportsHttpsTrafficOnly: true
        publicNetworkAccess: network.publicAccess
        networkAcls: {
          bypass: 'AzureServices'
          defaultAction: isOpen ? 'Allow' : 'Deny'
          ipRules: rules
        }
      }

      resource blobs 'blobServices' = {
        name: 'default'
        properties: {
          deleteRetentionPolicy: {
            enabled: true
            days: 7
          }
        }

        resource items 'containers' = [for container in containers: {
          name: container
          properties: {
            publicAccess: 'None'
          }
        }]
      }
    }

    resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for grant in grants: {
      name: guid(account.id, grant.principalId, grant.role)
      scope: account
      properties: {
        principalId: grant.principalId
        principalType: 'ServicePrincipal'
        roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', shared.roles[grant.role])
        condition: grant.?condition
      }
    }]

    resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = if (!empty(network.?subnetId)) {
      name: 'pe-${name}'
      location: location
      tags: tags
      properties: {
        subnet: {
          id: network.subnetId!
        }
        privateLinkServiceConnections: [
          {
            name: 'blob'
            properties: {
              privateLinkServiceId: account.id
              groupIds: ['blob']
            }
          }
        ]
      }
    }

    output id string = account.id
    output endpoint string = account.properties.primaryEndpoints.blob
    """
        .formatted(index % 3 == 0);
  }
}
