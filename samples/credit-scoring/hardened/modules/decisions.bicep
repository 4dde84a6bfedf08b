metadata description = 'The record of decisions: who applied, what was scored, by which model version, and who confirmed it. Entra ID only.'

import { encryptionSettings, entraGroup, privateZones, resourceTags } from '../types.bicep'

param serverName string
param administrators entraGroup
param encryption encryptionSettings
param subnetId string
param zoneIds privateZones
param logAnalyticsId string
param location string
param tags resourceTags

resource keysVault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: encryption.vaultName

  resource key 'keys' existing = {
    name: encryption.keyName
  }
}

resource server 'Microsoft.Sql/servers@2023-08-01' = {
  name: serverName
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${encryption.identityId}': {} }
  }
  properties: {
    version: '12.0'
    minimalTlsVersion: '1.2'
    publicNetworkAccess: 'Disabled'
    restrictOutboundNetworkAccess: 'Enabled'
    primaryUserAssignedIdentityId: encryption.identityId
    keyId: keysVault::key.properties.keyUriWithVersion
    administrators: {
      administratorType: 'ActiveDirectory'
      principalType: 'Group'
      login: administrators.name
      sid: administrators.objectId
      tenantId: tenant().tenantId
      azureADOnlyAuthentication: true
    }
  }

  // Not declared, but there: audits of the server go out through the settings of this database.
  resource master 'databases' existing = {
    name: 'master'
  }
}

resource encryptionProtector 'Microsoft.Sql/servers/encryptionProtector@2023-08-01' = {
  parent: server
  name: 'current'
  properties: {
    serverKeyType: 'AzureKeyVault'
    serverKeyName: '${keysVault.name}_${keysVault::key.name}_${last(split(keysVault::key.properties.keyUriWithVersion, '/'))}'
    // The server follows the rotation of the key.
    autoRotationEnabled: true
  }
}

resource database 'Microsoft.Sql/servers/databases@2023-08-01' = {
  parent: server
  name: 'decisions'
  location: location
  tags: tags
  sku: {
    name: 'GP_Gen5'
    tier: 'GeneralPurpose'
    family: 'Gen5'
    capacity: 2
  }
  properties: {
    zoneRedundant: true
    requestedBackupStorageRedundancy: 'Zone'
    // Rows can be added and never changed without a trace.
    isLedgerOn: true
  }
}

resource auditing 'Microsoft.Sql/servers/auditingSettings@2023-08-01' = {
  parent: server
  name: 'default'
  properties: {
    state: 'Enabled'
    isAzureMonitorTargetEnabled: true
    auditActionsAndGroups: [
      'BATCH_COMPLETED_GROUP'
      'SUCCESSFUL_DATABASE_AUTHENTICATION_GROUP'
      'FAILED_DATABASE_AUTHENTICATION_GROUP'
    ]
  }
}

resource auditLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: server::master
  name: 'to-log-analytics'
  properties: {
    workspaceId: logAnalyticsId
    logs: [
      { category: 'SQLSecurityAuditEvents', enabled: true }
    ]
  }
  dependsOn: [auditing]
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: database
  name: 'to-log-analytics'
  properties: {
    workspaceId: logAnalyticsId
    logs: [
      { categoryGroup: 'allLogs', enabled: true }
    ]
    metrics: [
      { category: 'Basic', enabled: true }
    ]
  }
}

module privateEndpoint 'private-endpoint.bicep' = {
  params: {
    serviceId: server.id
    group: 'sqlServer'
    zoneIds: [zoneIds.sql]
    subnetId: subnetId
    location: location
    tags: tags
  }
}
