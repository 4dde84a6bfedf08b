resource workspace 'Microsoft.MachineLearningServices/workspaces@2024-10-01' = {
  name: 'mlw-credit'
  location: resourceGroup().location
  tags: {
    dataClassification: 'Confidential'
  }
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    storageAccount: resourceId('Microsoft.Storage/storageAccounts', 'stcredit')
    keyVault: resourceId('Microsoft.KeyVault/vaults', 'kv-credit')
    encryption: {
      status: 'Enabled'
      keyVaultProperties: {
        keyVaultArmId: resourceId('Microsoft.KeyVault/vaults', 'kv-credit')
        keyIdentifier: 'https://kv-credit.vault.azure.net/keys/workspace/0123456789abcdef0123456789abcdef'
      }
    }
  }
}
