metadata description = 'The index of lending rules that explanations are grounded in.'

import { accessDirectory, privateZones, resourceTags, roleGrant } from '../types.bicep'

@minLength(2)
@maxLength(60)
param name string

param lakeName string

@description('The vault of the keys that encrypt the indexes.')
param keysVaultName string

param grants roleGrant[]
param directory accessDirectory
param subnetId string
param zoneIds privateZones
param logAnalyticsId string
param location string
param tags resourceTags

resource keysVault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: keysVaultName
}

resource lake 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: lakeName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource rules 'containers' existing = {
      name: 'rules'
    }
  }
}

resource search 'Microsoft.Search/searchServices@2025-05-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'standard2' }
  identity: { type: 'SystemAssigned' }
  properties: {
    replicaCount: 3
    partitionCount: 1
    hostingMode: 'Default'
    publicNetworkAccess: 'Disabled'
    networkRuleSet: {
      bypass: 'None'
      ipRules: []
    }
    disableLocalAuth: true
    // Each index names its key; with this, one without a key does not come into being.
    encryptionWithCmk: { enforcement: 'Enabled' }
    semanticSearch: 'disabled'
  }

  // The indexer reads the rules from the lake without leaving the private network.
  resource lakeLink 'sharedPrivateLinkResources' = {
    name: 'lake'
    properties: {
      privateLinkResourceId: lake.id
      groupId: 'dfs'
      requestMessage: 'index of lending rules'
    }
  }
}

// The service has an identity of its own: it reads the rules that it indexes and wraps the keys of its indexes.
resource readsRules 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: lake::blobs::rules
  name: guid(lake::blobs::rules.id, search.id, 'blobReader')
  properties: {
    roleDefinitionId: directory.roles.blobReader
    principalId: search.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource wrapsKeys 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: keysVault
  name: guid(keysVault.id, search.id, 'cryptoServiceEncryptionUser')
  properties: {
    roleDefinitionId: directory.roles.cryptoServiceEncryptionUser
    principalId: search.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in grants: {
    scope: search
    name: guid(search.id, grant.to, grant.role)
    properties: {
      roleDefinitionId: directory.roles[grant.role]
      principalId: directory.principals[grant.to].id
      principalType: directory.principals[grant.to].type
    }
  }
]

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: search
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
    serviceId: search.id
    group: 'searchService'
    zoneIds: [zoneIds.search]
    subnetId: subnetId
    location: location
    tags: tags
  }
}

output name string = search.name
