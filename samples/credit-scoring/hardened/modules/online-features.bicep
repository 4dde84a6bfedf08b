metadata description = 'Features by applicant, for the milliseconds of a decision. The pipeline writes, the endpoint reads; no keys.'

import { encryptionSettings, privateZones, resourceTags } from '../types.bicep'

@minLength(3)
@maxLength(44)
param name string

param writerIdentityName string
param readerIdentityName string
param encryption encryptionSettings
param subnetId string
param zoneIds privateZones
param logAnalyticsId string
param location string
param tags resourceTags

resource writer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: writerIdentityName
}

resource reader 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: readerIdentityName
}

resource keysVault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: encryption.vaultName

  resource key 'keys' existing = {
    name: encryption.keyName
  }
}

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${encryption.identityId}': {} }
  }
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [
      { locationName: location, failoverPriority: 0, isZoneRedundant: true }
    ]
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    publicNetworkAccess: 'Disabled'
    networkAclBypass: 'None'
    ipRules: []
    virtualNetworkRules: []
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    keyVaultKeyUri: keysVault::key.properties.keyUri
    defaultIdentity: 'UserAssignedIdentity=${encryption.identityId}'
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: { tier: 'Continuous7Days' }
    }
  }

  // Built into every account.
  resource dataReader 'sqlRoleDefinitions' existing = {
    name: '00000000-0000-0000-0000-000000000001'
  }

  resource dataContributor 'sqlRoleDefinitions' existing = {
    name: '00000000-0000-0000-0000-000000000002'
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2025-04-15' = {
  parent: account
  name: 'features'
  location: location
  tags: tags
  properties: {
    resource: { id: 'features' }
  }

  resource applicants 'containers' = {
    name: 'applicants'
    location: location
    tags: tags
    properties: {
      resource: {
        id: 'applicants'
        partitionKey: {
          paths: ['/applicantId']
          kind: 'Hash'
          version: 2
        }
        // A day: features are computed anew every night, and what is not kept cannot leak.
        defaultTtl: 86400
      }
      options: {
        autoscaleSettings: { maxThroughput: 4000 }
      }
    }
  }
}

resource pipelineWrites 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = {
  parent: account
  name: guid(account.id, writer.name, account::dataContributor.name)
  properties: {
    roleDefinitionId: account::dataContributor.id
    principalId: writer.properties.principalId
    scope: '${account.id}/dbs/${database.name}'
  }
}

resource endpointReads 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = {
  parent: account
  name: guid(account.id, reader.name, account::dataReader.name)
  properties: {
    roleDefinitionId: account::dataReader.id
    principalId: reader.properties.principalId
    scope: '${account.id}/dbs/${database.name}'
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'to-log-analytics'
  properties: {
    workspaceId: logAnalyticsId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      { categoryGroup: 'allLogs', enabled: true }
    ]
    metrics: [
      { category: 'Requests', enabled: true }
    ]
  }
}

module privateEndpoint 'private-endpoint.bicep' = {
  params: {
    serviceId: account.id
    group: 'Sql'
    zoneIds: [zoneIds.cosmos]
    subnetId: subnetId
    location: location
    tags: tags
  }
}

output id string = account.id
