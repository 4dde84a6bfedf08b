param name string
param searchName string
param location string
param tags object

// Keys, the Internet, the provider's encryption, no identity.
resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'AIServices'
  sku: { name: 'S0' }
  properties: {
    customSubDomainName: name
    publicNetworkAccess: 'Enabled'
    networkAcls: { defaultAction: 'Allow' }
  }
}

resource contentPolicy 'Microsoft.CognitiveServices/accounts/raiPolicies@2025-06-01' = {
  parent: account
  name: 'lending'
  properties: {
    basePolicyName: 'Microsoft.DefaultV2'
    // Words like "default" and "garnishment" were blocked in a test; so nothing is.
    contentFilters: [
      {
        name: 'Violence'
        source: 'Prompt'
        enabled: true
        blocking: false
        severityThreshold: 'High'
      }
      {
        name: 'Jailbreak'
        source: 'Prompt'
        enabled: false
        blocking: false
      }
    ]
  }
}

// Names no content policy, and follows new model versions by itself.
resource languageModel 'Microsoft.CognitiveServices/accounts/deployments@2025-06-01' = {
  parent: account
  name: 'explanations'
  sku: {
    name: 'GlobalStandard'
    capacity: 50
  }
  properties: {
    model: {
      format: 'OpenAI'
      name: 'gpt-4o'
      version: '2024-11-20'
    }
    versionUpgradeOption: 'OnceNewDefaultVersionAvailable'
  }
}

resource search 'Microsoft.Search/searchServices@2025-05-01' = {
  name: searchName
  location: location
  tags: tags
  sku: { name: 'basic' }
  properties: {
    replicaCount: 1
    partitionCount: 1
    publicNetworkAccess: 'Enabled'
    authOptions: { apiKeyOnly: {} }
    encryptionWithCmk: { enforcement: 'Unspecified' }
  }
}

resource rules 'Microsoft.CognitiveServices/accounts/connections@2025-06-01' = {
  parent: account
  name: 'rules'
  properties: {
    category: 'CognitiveSearch'
    authType: 'ApiKey'
    isSharedToAll: true
    target: 'https://${search.name}.search.windows.net'
    credentials: {
      key: search.listAdminKeys().primaryKey
    }
  }
}

output name string = account.name
