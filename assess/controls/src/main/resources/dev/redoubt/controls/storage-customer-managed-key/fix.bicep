resource storageAccount 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'stexample'
  location: resourceGroup().location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_ZRS'
  }
  tags: {
    dataClassification: 'Confidential'
  }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-keys')}': {}
    }
  }
  properties: {
    encryption: {
      keySource: 'Microsoft.Keyvault'
      identity: {
        userAssignedIdentity: resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-keys')
      }
      keyvaultproperties: {
        keyname: 'storage'
        keyvaulturi: 'https://kv-example.vault.azure.net'
      }
    }
  }
}
