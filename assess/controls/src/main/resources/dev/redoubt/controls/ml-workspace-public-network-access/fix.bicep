resource workspace 'Microsoft.MachineLearningServices/workspaces@2024-10-01' = {
  name: 'mlw-credit'
  location: resourceGroup().location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    storageAccount: resourceId('Microsoft.Storage/storageAccounts', 'stcredit')
    keyVault: resourceId('Microsoft.KeyVault/vaults', 'kv-credit')
    publicNetworkAccess: 'Disabled'
  }
}
