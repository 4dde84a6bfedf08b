resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'ai-example'
  location: resourceGroup().location
  kind: 'AIServices'
  sku: {
    name: 'S0'
  }
  tags: {
    dataClassification: 'Confidential'
  }
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    customSubDomainName: 'ai-example'
    encryption: {
      keySource: 'Microsoft.KeyVault'
      keyVaultProperties: {
        keyVaultUri: 'https://kv-example.vault.azure.net'
        keyName: 'ai'
        keyVersion: '0123456789abcdef0123456789abcdef'
      }
    }
  }
}
