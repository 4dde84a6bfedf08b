param prefix string
param location string
param tags object
param searchSku string
param deploySearch bool
param models array = [
  { name: 'gpt-4o', version: '2024-08-06', capacity: 20 }
  { name: 'text-embedding-3-large', version: '1', capacity: 50 }
]

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: '${prefix}-ai'
  location: location
  tags: union(tags, { owner: 'ml' })
  kind: 'OpenAI'
  sku: { name: 'S0' }
  properties: {
    customSubDomainName: '${prefix}-ai'
    networkAcls: { defaultAction: 'Allow' }
  }
}

@batchSize(1)
resource deployments 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = [for m in models: {
  parent: account
  name: m.name
  sku: { name: 'Standard', capacity: m.capacity }
  properties: {
    model: { format: 'OpenAI', name: m.name, version: m.version }
    raiPolicyName: ''
  }
}]

resource search 'Microsoft.Search/searchServices@2024-06-01-preview' = if (deploySearch) {
  name: '${prefix}-search'
  location: location
  tags: tags
  sku: { name: searchSku }
  properties: {
    replicaCount: 1
    authOptions: { apiKeyOnly: {} }
  }
}

resource readers 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, 'contributor')
  scope: account
  properties: {
    principalId: deploySearch ? search.identity.principalId : ''
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b24988ac-6180-42a0-ab88-20f7382dd24c')
  }
}

resource cosmos 'Microsoft.DocumentDB/databaseAccounts@2024-05-15' = {
  name: '${prefix}-history'
  location: location
  tags: tags
  properties: {
    databaseAccountOfferType: 'Standard'
    capabilities: [{ name: 'EnableServerless' }]
    locations: [{ locationName: location, failoverPriority: 0 }]
  }
}

output endpoint string = account.properties.endpoint
output accountName string = account.name
