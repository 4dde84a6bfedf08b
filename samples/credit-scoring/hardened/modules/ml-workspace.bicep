metadata description = 'A workspace with a store and a vault of its own, whose computes reach only what is approved.'

// Deployed twice: training and serving share no identity, no store and no vault.

import {
  accessDirectory
  encryptionSettings
  privateZones
  resourceTags
  workspaceGrants
  workspaceNames
  workspaceSubnets
} from '../types.bicep'

type outboundTarget = {
  name: string
  id: string
  @description('The sub-resource, e.g. `dfs` of a storage account.')
  group: string
}

param names workspaceNames
param friendlyName string
param identityId string
param containerRegistryId string
param insightsId string

@description('What the computes may reach, each through a private endpoint of the managed network.')
param targets outboundTarget[]

@description('The cluster that builds images; without one the container registry does it, over the Internet.')
param imageBuildCompute string?

param encryption encryptionSettings
param grants workspaceGrants
param directory accessDirectory
param subnetIds workspaceSubnets
param zoneIds privateZones
param logAnalyticsId string
param location string
param tags resourceTags

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

resource workspace 'Microsoft.MachineLearningServices/workspaces@2025-09-01' = {
  name: names.workspace
  location: location
  tags: tags
  kind: 'Default'
  sku: {
    name: 'Basic'
    tier: 'Basic'
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
      '${encryption.identityId}': {}
    }
  }
  properties: {
    friendlyName: friendlyName
    storageAccount: store.outputs.id
    keyVault: vault.outputs.id
    containerRegistry: containerRegistryId
    applicationInsights: insightsId
    primaryUserAssignedIdentity: identityId
    // Datastores are opened with the identity of who asks, not with an account key kept in the vault.
    systemDatastoresAuthMode: 'Identity'
    publicNetworkAccess: 'Disabled'
    // High business impact: the service collects less diagnostic data and encrypts the scratch disks.
    hbiWorkspace: true
    v1LegacyMode: false
    imageBuildCompute: imageBuildCompute
    managedNetwork: {
      isolationMode: 'AllowOnlyApprovedOutbound'
      firewallSku: 'Standard'
      outboundRules: toObject(targets, target => target.name, target => {
        type: 'PrivateEndpoint'
        category: 'UserDefined'
        destination: {
          serviceResourceId: target.id
          subresourceTarget: target.group
          sparkEnabled: true
        }
      })
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
}

resource roles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in grants.workspace: {
    scope: workspace
    name: guid(workspace.id, grant.to, grant.role)
    properties: {
      roleDefinitionId: directory.roles[grant.role]
      principalId: directory.principals[grant.to].id
      principalType: directory.principals[grant.to].type
    }
  }
]

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: workspace
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
    serviceId: workspace.id
    group: 'amlworkspace'
    zoneIds: [zoneIds.learningApi, zoneIds.learningNotebooks]
    subnetId: subnetIds.workspace
    location: location
    tags: tags
  }
}

output name string = workspace.name
