resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'ai-example'
  location: resourceGroup().location
  kind: 'AIServices'
  sku: {
    name: 'S0'
  }
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    customSubDomainName: 'ai-example'
  }
}
