resource workspace 'Microsoft.MachineLearningServices/workspaces@2024-10-01' = {
  name: 'mlw-example'
  location: resourceGroup().location
  tags: {
    dataClassification: 'Confidential'
  }
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    storageAccount: resourceId('Microsoft.Storage/storageAccounts', 'stexample')
    keyVault: resourceId('Microsoft.KeyVault/vaults', 'kv-example')
    encryption: {
      status: 'Enabled'
      keyVaultProperties: {
        keyVaultArmId: resourceId('Microsoft.KeyVault/vaults', 'kv-example')
        keyIdentifier: 'https://kv-example.vault.azure.net/keys/workspace/0123456789abcdef0123456789abcdef'
      }
    }
  }
}
