metadata description = 'The language model that words the reasons. The filters are our own, and no version changes by itself.'

import { accessDirectory, encryptionSettings, privateZones, resourceTags, roleGrant } from '../types.bicep'

param name string
param encryption encryptionSettings
param grants roleGrant[]
param directory accessDirectory
param subnetId string
param zoneIds privateZones
param logAnalyticsId string
param location string
param tags resourceTags

var harms = ['Hate', 'Sexual', 'Selfharm', 'Violence']
var directions = ['Prompt', 'Completion']

var harmFilters = flatten(map(harms, harm => map(directions, direction => {
  name: harm
  source: direction
  enabled: true
  blocking: true
  severityThreshold: 'Low'
})))

resource keysVault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: encryption.vaultName

  resource key 'keys' existing = {
    name: encryption.keyName
  }
}

resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'AIServices'
  sku: { name: 'S0' }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${encryption.identityId}': {} }
  }
  properties: {
    // A name of its own is what tokens of Entra ID and private endpoints need.
    customSubDomainName: name
    disableLocalAuth: true
    publicNetworkAccess: 'Disabled'
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
    }
    // The account itself calls nobody outside.
    restrictOutboundNetworkAccess: true
    allowedFqdnList: []
    allowProjectManagement: false
    encryption: {
      keySource: 'Microsoft.KeyVault'
      keyVaultProperties: {
        keyVaultUri: keysVault.properties.vaultUri
        keyName: keysVault::key.name
        keyVersion: last(split(keysVault::key.properties.keyUriWithVersion, '/'))
        identityClientId: encryption.identityClientId
      }
    }
  }
}

resource defender 'Microsoft.CognitiveServices/accounts/defenderForAISettings@2025-06-01' = {
  parent: account
  name: 'Default'
  properties: { state: 'Enabled' }
}

resource contentPolicy 'Microsoft.CognitiveServices/accounts/raiPolicies@2025-06-01' = {
  parent: account
  name: 'lending'
  properties: {
    mode: 'Blocking'
    basePolicyName: 'Microsoft.DefaultV2'
    contentFilters: [
      ...harmFilters
      { name: 'Jailbreak', source: 'Prompt', enabled: true, blocking: true }
      { name: 'Indirect Attack', source: 'Prompt', enabled: true, blocking: true }
      { name: 'Protected Material Text', source: 'Completion', enabled: true, blocking: true }
    ]
  }
  // The account takes one change at a time.
  dependsOn: [defender]
}

resource languageModel 'Microsoft.CognitiveServices/accounts/deployments@2025-06-01' = {
  parent: account
  name: 'explanations'
  tags: tags
  // Standard, not GlobalStandard: prompts stay in the region.
  sku: {
    name: 'Standard'
    capacity: 20
  }
  properties: {
    model: {
      format: 'OpenAI'
      name: 'gpt-4o'
      version: '2024-11-20'
    }
    raiPolicyName: contentPolicy.name
    versionUpgradeOption: 'NoAutoUpgrade'
  }
}

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

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
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
    serviceId: account.id
    group: 'account'
    zoneIds: [zoneIds.cognitiveServices, zoneIds.openAI, zoneIds.aiServices]
    subnetId: subnetId
    location: location
    tags: tags
  }
}

output name string = account.name
