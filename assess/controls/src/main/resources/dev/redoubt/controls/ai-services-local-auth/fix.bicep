resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'ai-example'
  location: resourceGroup().location
  kind: 'AIServices'
  sku: {
    name: 'S0'
  }
  properties: {
    customSubDomainName: 'ai-example'
    disableLocalAuth: true
  }
}
