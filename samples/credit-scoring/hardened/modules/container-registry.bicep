metadata description = 'Where images come from, and nowhere else. What is pushed waits in quarantine until it has been scanned.'

import { accessDirectory, encryptionSettings, privateZones, resourceTags, roleGrant } from '../types.bicep'

@minLength(5)
@maxLength(50)
param name string

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

  resource key 'keys' existing = {
    name: encryption.keyName
  }
}

resource registry 'Microsoft.ContainerRegistry/registries@2025-04-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'Premium' }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${encryption.identityId}': {} }
  }
  properties: {
    adminUserEnabled: false
    anonymousPullEnabled: false
    publicNetworkAccess: 'Disabled'
    networkRuleBypassOptions: 'None'
    networkRuleSet: {
      defaultAction: 'Deny'
      ipRules: []
    }
    dataEndpointEnabled: true
    zoneRedundancy: 'Enabled'
    policies: {
      quarantinePolicy: { status: 'enabled' }
      // An image is not copied to a registry outside.
      exportPolicy: { status: 'disabled' }
      // A token for Azure Resource Manager does not open the registry.
      azureADAuthenticationAsArmPolicy: { status: 'disabled' }
      retentionPolicy: { status: 'enabled', days: 30 }
    }
    encryption: {
      status: 'enabled'
      keyVaultProperties: {
        // No version: the registry follows the rotation of the key.
        keyIdentifier: keysVault::key.properties.keyUri
        identity: encryption.identityClientId
      }
    }
  }
}

resource roles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in grants: {
    scope: registry
    name: guid(registry.id, grant.to, grant.role)
    properties: {
      roleDefinitionId: directory.roles[grant.role]
      principalId: directory.principals[grant.to].id
      principalType: directory.principals[grant.to].type
    }
  }
]

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: registry
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
    serviceId: registry.id
    group: 'registry'
    zoneIds: [zoneIds.images, zoneIds.imagesInRegion]
    subnetId: subnetId
    location: location
    tags: tags
  }
}

output id string = registry.id
output loginServer string = registry.properties.loginServer
