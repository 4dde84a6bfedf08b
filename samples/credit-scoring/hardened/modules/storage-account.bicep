metadata description = 'A storage account as every store is made: private, Entra ID only, encrypted with a key of the workload.'

import {
  accessDirectory
  encryptionSettings
  privateZones
  resourceTags
  roleGrant
  storeContainer
} from '../types.bicep'

@minLength(3)
@maxLength(24)
param name string

@description('True for a data lake; the default store of a workspace must not have one.')
param hierarchicalNamespace bool

param containers storeContainer[] = []

@description('The sub-resources that get a private endpoint.')
param endpoints ('blob' | 'dfs' | 'file')[]

@description('Only the default stores of workspaces need it.')
param trustAzureServices bool = false

@description('True sets a lock against deletion.')
param protect bool = false

param encryption encryptionSettings
param grants roleGrant[]
param directory accessDirectory
param subnetId string
param zoneIds privateZones
param logAnalyticsId string
param location string
param tags resourceTags

resource keysVault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: encryption.vaultName
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'Standard_ZRS' }
  kind: 'StorageV2'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${encryption.identityId}': {} }
  }
  properties: {
    isHnsEnabled: hierarchicalNamespace
    publicNetworkAccess: 'Disabled'
    networkAcls: {
      defaultAction: 'Deny'
      bypass: trustAzureServices ? 'AzureServices' : 'None'
    }
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowCrossTenantReplication: false
    allowedCopyScope: 'PrivateLink'
    isSftpEnabled: false
    isLocalUserEnabled: false
    encryption: {
      requireInfrastructureEncryption: true
      keySource: 'Microsoft.Keyvault'
      identity: { userAssignedIdentity: encryption.identityId }
      // No version: storage follows the rotation of the key.
      keyvaultproperties: {
        keyvaulturi: keysVault.properties.vaultUri
        keyname: encryption.keyName
      }
      services: {
        blob: { enabled: true, keyType: 'Account' }
        file: { enabled: true, keyType: 'Account' }
        queue: { enabled: true, keyType: 'Account' }
        table: { enabled: true, keyType: 'Account' }
      }
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: { enabled: true, days: 30 }
      containerDeleteRetentionPolicy: { enabled: true, days: 30 }
    }
  }
}

module blobContainers 'blob-container.bicep' = [
  for container in containers: {
    params: {
      accountName: account.name
      name: container.name
      grants: container.grants
      directory: directory
    }
    dependsOn: [account::blobs]
  }
]

resource roles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in grants: {
    scope: account
    name: guid(account.id, grant.to, grant.role)
    properties: {
      roleDefinitionId: directory.roles[grant.role]
      principalId: directory.principals[grant.to].id
      principalType: directory.principals[grant.to].type
    }
  }
]

resource metrics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'to-log-analytics'
  properties: {
    workspaceId: logAnalyticsId
    metrics: [
      { category: 'Transaction', enabled: true }
    ]
  }
}

// Every read, write and deletion: the audit log of the data set versions.
resource blobLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account::blobs
  name: 'to-log-analytics'
  properties: {
    workspaceId: logAnalyticsId
    logs: [
      { categoryGroup: 'allLogs', enabled: true }
    ]
    metrics: [
      { category: 'Transaction', enabled: true }
    ]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (protect) {
  scope: account
  name: 'do-not-delete'
  properties: {
    level: 'CanNotDelete'
    notes: 'holds data that cannot be made again'
  }
}

module privateEndpoints 'private-endpoint.bicep' = [
  for endpoint in endpoints: {
    params: {
      serviceId: account.id
      group: endpoint
      zoneIds: [zoneIds[endpoint]]
      subnetId: subnetId
      location: location
      tags: tags
    }
  }
]

output id string = account.id
output name string = account.name
