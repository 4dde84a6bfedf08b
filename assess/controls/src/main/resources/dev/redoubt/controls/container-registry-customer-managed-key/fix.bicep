resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'crexample'
  location: resourceGroup().location
  sku: {
    name: 'Premium'
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
      status: 'enabled'
      keyVaultProperties: {
        identity: reference(resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-keys'), '2023-01-31').clientId
        keyIdentifier: 'https://kv-example.vault.azure.net/keys/images'
      }
    }
  }
}
