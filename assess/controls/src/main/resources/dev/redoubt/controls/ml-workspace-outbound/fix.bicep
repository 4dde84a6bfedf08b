resource workspace 'Microsoft.MachineLearningServices/workspaces@2024-10-01' = {
  name: 'mlw-example'
  location: resourceGroup().location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    storageAccount: resourceId('Microsoft.Storage/storageAccounts', 'stexample')
    keyVault: resourceId('Microsoft.KeyVault/vaults', 'kv-example')
    managedNetwork: {
      isolationMode: 'AllowOnlyApprovedOutbound'
      outboundRules: {
        packages: {
          type: 'FQDN'
          destination: 'pypi.org'
        }
      }
    }
  }
}
