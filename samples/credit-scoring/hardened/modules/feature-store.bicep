metadata description = 'Definitions of features in a workspace, their values in a store that only the features identity writes.'

import {
  accessDirectory
  encryptionSettings
  privateZones
  resourceTags
  workspaceGrants
  workspaceNames
  workspaceSubnets
} from '../types.bicep'

param names workspaceNames

@description('The identity that computes and materializes features.')
param identityName string

param containerRegistryId string
param insightsId string

@description('Where features are computed from.')
param lakeId string

param offlineStoreName string
param encryption encryptionSettings
param grants workspaceGrants
param directory accessDirectory
param subnetIds workspaceSubnets
param zoneIds privateZones
param logAnalyticsId string
param location string
param tags resourceTags

var offlineConnection = 'offline-store'

module store 'storage-account.bicep' = {
  params: {
    name: names.store
    hierarchicalNamespace: false
    endpoints: ['blob', 'file']
    trustAzureServices: true
    encryption: { ...encryption, keyName: 'storage' }
    grants: grants.store
    directory: directory
    subnetId: subnetIds.workspace
    zoneIds: zoneIds
    logAnalyticsId: logAnalyticsId
    location: location
    tags: tags
  }
}

module vault 'key-vault.bicep' = {
  params: {
    name: names.vault
    grants: grants.vault
    directory: directory
    subnetId: subnetIds.vault
    zoneIds: zoneIds
    logAnalyticsId: logAnalyticsId
    location: location
    tags: tags
  }
}

resource keysVault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: encryption.vaultName

  resource key 'keys' existing = {
    name: encryption.keyName
  }
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource offlineStore 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: offlineStoreName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource offline 'containers' existing = {
      name: 'offline'
    }
  }
}

resource featureStore 'Microsoft.MachineLearningServices/workspaces@2025-09-01' = {
  name: names.workspace
  location: location
  tags: tags
  kind: 'FeatureStore'
  sku: {
    name: 'Basic'
    tier: 'Basic'
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
      '${encryption.identityId}': {}
    }
  }
  properties: {
    friendlyName: 'Credit features'
    storageAccount: store.outputs.id
    keyVault: vault.outputs.id
    containerRegistry: containerRegistryId
    applicationInsights: insightsId
    primaryUserAssignedIdentity: identity.id
    systemDatastoresAuthMode: 'Identity'
    publicNetworkAccess: 'Disabled'
    hbiWorkspace: true
    v1LegacyMode: false
    featureStoreSettings: {
      computeRuntime: { sparkRuntimeVersion: '3.4' }
      offlineStoreConnectionName: offlineConnection
    }
    managedNetwork: {
      isolationMode: 'AllowOnlyApprovedOutbound'
      firewallSku: 'Standard'
      outboundRules: {
        lake: {
          type: 'PrivateEndpoint'
          category: 'UserDefined'
          destination: {
            serviceResourceId: lakeId
            subresourceTarget: 'dfs'
            sparkEnabled: true
          }
        }
        'offline-store': {
          type: 'PrivateEndpoint'
          category: 'UserDefined'
          destination: {
            serviceResourceId: offlineStore.id
            subresourceTarget: 'dfs'
            sparkEnabled: true
          }
        }
      }
    }
    encryption: {
      status: 'Enabled'
      identity: { userAssignedIdentity: encryption.identityId }
      keyVaultProperties: {
        keyVaultArmId: keysVault.id
        keyIdentifier: keysVault::key.properties.keyUriWithVersion
      }
    }
  }

  resource connection 'connections' = {
    name: offlineConnection
    properties: {
      category: 'ADLSGen2'
      authType: 'ManagedIdentity'
      isSharedToAll: false
      target: offlineStore::blobs::offline.id
      credentials: {
        resourceId: identity.id
        clientId: identity.properties.clientId
      }
    }
  }
}

resource roles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in grants.workspace: {
    scope: featureStore
    name: guid(featureStore.id, grant.to, grant.role)
    properties: {
      roleDefinitionId: directory.roles[grant.role]
      principalId: directory.principals[grant.to].id
      principalType: directory.principals[grant.to].type
    }
  }
]

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: featureStore
  name: 'to-log-analytics'
  properties: {
    workspaceId: logAnalyticsId
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
    serviceId: featureStore.id
    group: 'amlworkspace'
    zoneIds: [zoneIds.learningApi, zoneIds.learningNotebooks]
    subnetId: subnetIds.workspace
    location: location
    tags: tags
  }
}

output id string = featureStore.id
