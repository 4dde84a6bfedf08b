metadata description = 'Data enters here: a factory copies from the landing container into `raw`, as the identity of the ingest stage.'

import { accessDirectory, encryptionSettings, privateZones, resourceTags, roleGrant } from '../types.bicep'

@minLength(3)
@maxLength(63)
param name string

param ingestIdentityId string
param lakeName string

@description('The Purview account of the organisation; the factory reports the lineage of every copy to it.')
param purviewAccountId string

param encryption encryptionSettings
param grants roleGrant[]
param directory accessDirectory
param subnetId string
param zoneIds privateZones
param logAnalyticsId string
param location string
param tags resourceTags

resource lake 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: lakeName
}

resource keysVault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: encryption.vaultName
}

resource factory 'Microsoft.DataFactory/factories@2018-06-01' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${ingestIdentityId}': {}
      '${encryption.identityId}': {}
    }
  }
  properties: {
    publicNetworkAccess: 'Disabled'
    encryption: {
      vaultBaseUrl: keysVault.properties.vaultUri
      keyName: encryption.keyName
      identity: { userAssignedIdentity: encryption.identityId }
    }
    purviewConfiguration: { purviewResourceId: purviewAccountId }
  }
}

resource managedNetwork 'Microsoft.DataFactory/factories/managedVirtualNetworks@2018-06-01' = {
  parent: factory
  name: 'default'
  properties: {}

  resource lakeEndpoint 'managedPrivateEndpoints' = {
    name: 'lake'
    properties: {
      privateLinkResourceId: lake.id
      groupId: 'dfs'
    }
  }
}

resource runtime 'Microsoft.DataFactory/factories/integrationRuntimes@2018-06-01' = {
  parent: factory
  name: 'isolated'
  properties: {
    type: 'Managed'
    managedVirtualNetwork: {
      type: 'ManagedVirtualNetworkReference'
      referenceName: managedNetwork.name
    }
    typeProperties: {
      computeProperties: { location: 'AutoResolve' }
    }
  }
}

resource ingestCredential 'Microsoft.DataFactory/factories/credentials@2018-06-01' = {
  parent: factory
  name: 'ingest'
  properties: {
    type: 'ManagedIdentity'
    typeProperties: { resourceId: ingestIdentityId }
  }
}

resource lakeService 'Microsoft.DataFactory/factories/linkedservices@2018-06-01' = {
  parent: factory
  name: 'lake'
  properties: {
    type: 'AzureBlobFS'
    connectVia: {
      type: 'IntegrationRuntimeReference'
      referenceName: runtime.name
    }
    typeProperties: {
      url: 'https://${lake.name}.dfs.${environment().suffixes.storage}'
      credential: {
        type: 'CredentialReference'
        referenceName: ingestCredential.name
      }
    }
  }
  dependsOn: [managedNetwork::lakeEndpoint]
}

resource datasets 'Microsoft.DataFactory/factories/datasets@2018-06-01' = [
  for container in ['landing', 'raw']: {
    parent: factory
    name: container
    properties: {
      type: 'Binary'
      linkedServiceName: {
        type: 'LinkedServiceReference'
        referenceName: lakeService.name
      }
      typeProperties: {
        location: {
          type: 'AzureBlobFSLocation'
          fileSystem: container
        }
      }
    }
  }
]

resource ingest 'Microsoft.DataFactory/factories/pipelines@2018-06-01' = {
  parent: factory
  name: 'ingest-applications'
  properties: {
    description: 'Copies a day of loan applications as delivered'
    activities: [
      {
        name: 'landing-to-raw'
        type: 'Copy'
        // Neither the data nor a message about it appears in the run history.
        policy: {
          secureInput: true
          secureOutput: true
          retry: 2
        }
        inputs: [
          { type: 'DatasetReference', referenceName: datasets[0].name }
        ]
        outputs: [
          { type: 'DatasetReference', referenceName: datasets[1].name }
        ]
        typeProperties: {
          source: {
            type: 'BinarySource'
            storeSettings: { type: 'AzureBlobFSReadSettings', recursive: true }
          }
          sink: {
            type: 'BinarySink'
            storeSettings: { type: 'AzureBlobFSWriteSettings' }
          }
          validateDataConsistency: true
        }
      }
    ]
  }
}

resource roles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in grants: {
    scope: factory
    name: guid(factory.id, grant.to, grant.role)
    properties: {
      roleDefinitionId: directory.roles[grant.role]
      principalId: directory.principals[grant.to].id
      principalType: directory.principals[grant.to].type
    }
  }
]

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: factory
  name: 'to-log-analytics'
  properties: {
    workspaceId: logAnalyticsId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      { categoryGroup: 'allLogs', enabled: true }
    ]
    metrics: [
      { category: 'AllMetrics', enabled: true }
    ]
  }
}

module privateEndpoint 'private-endpoint.bicep' = {
  params: {
    serviceId: factory.id
    group: 'dataFactory'
    zoneIds: [zoneIds.factory]
    subnetId: subnetId
    location: location
    tags: tags
  }
}
