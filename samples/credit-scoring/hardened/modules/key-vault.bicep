metadata description = 'A vault, its keys, and who may use them. Access is by role only; what is deleted can be recovered for 90 days.'

import { accessDirectory, privateZones, resourceTags, roleGrant } from '../types.bicep'

@minLength(3)
@maxLength(24)
param name string

@description('Names of keys that encrypt data at rest; one for each service, so that one can be revoked alone.')
param keys string[] = []

@description('Keys of which a service names the version, so that they are rotated by hand before they expire.')
param pinnedKeys string[] = []

param grants roleGrant[]
param directory accessDirectory
param subnetId string
param zoneIds privateZones
param logAnalyticsId string
param location string
param tags resourceTags

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    // Premium: the keys live in a hardware security module.
    sku: {
      family: 'A'
      name: 'premium'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    publicNetworkAccess: 'Disabled'
    networkAcls: {
      defaultAction: 'Deny'
      // Storage, Cosmos DB and the others fetch their keys as trusted services; they have no address of their own to allow.
      bypass: 'AzureServices'
    }
  }
}

@batchSize(1)
resource encryptionKeys 'Microsoft.KeyVault/vaults/keys@2024-11-01' = [
  for key in keys: {
    parent: vault
    name: key
    tags: tags
    properties: {
      kty: 'RSA-HSM'
      keySize: 3072
      keyOps: ['wrapKey', 'unwrapKey']
      rotationPolicy: {
        attributes: { expiryTime: 'P2Y' }
        lifetimeActions: [
          {
            trigger: { timeAfterCreate: 'P1Y' }
            action: { type: 'rotate' }
          }
          {
            trigger: { timeBeforeExpiry: 'P30D' }
            action: { type: 'notify' }
          }
        ]
      }
    }
  }
]

@batchSize(1)
resource pinnedEncryptionKeys 'Microsoft.KeyVault/vaults/keys@2024-11-01' = [
  for key in pinnedKeys: {
    parent: vault
    name: key
    tags: tags
    properties: {
      kty: 'RSA-HSM'
      keySize: 3072
      keyOps: ['wrapKey', 'unwrapKey']
      rotationPolicy: {
        attributes: { expiryTime: 'P2Y' }
        lifetimeActions: [
          {
            trigger: { timeBeforeExpiry: 'P90D' }
            action: { type: 'notify' }
          }
        ]
      }
    }
  }
]

resource roles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in grants: {
    scope: vault
    name: guid(vault.id, grant.to, grant.role)
    properties: {
      roleDefinitionId: directory.roles[grant.role]
      principalId: directory.principals[grant.to].id
      principalType: directory.principals[grant.to].type
    }
  }
]

// Losing a key is losing the data; not even an owner deletes this vault by mistake.
resource lock 'Microsoft.Authorization/locks@2020-05-01' = {
  scope: vault
  name: 'do-not-delete'
  properties: {
    level: 'CanNotDelete'
    notes: 'holds the keys of the workload'
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
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
    serviceId: vault.id
    group: 'vault'
    zoneIds: [zoneIds.vault]
    subnetId: subnetId
    location: location
    tags: tags
  }
}

output id string = vault.id
output name string = vault.name
