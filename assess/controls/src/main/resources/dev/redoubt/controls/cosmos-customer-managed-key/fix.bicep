resource databaseAccount 'Microsoft.DocumentDB/databaseAccounts@2024-05-15' = {
  name: 'cosmos-example'
  location: resourceGroup().location
  kind: 'GlobalDocumentDB'
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
    databaseAccountOfferType: 'Standard'
    locations: [
      {
        locationName: resourceGroup().location
        failoverPriority: 0
      }
    ]
    keyVaultKeyUri: 'https://kv-example.vault.azure.net/keys/features'
    defaultIdentity: 'UserAssignedIdentity=id-keys'
  }
}
