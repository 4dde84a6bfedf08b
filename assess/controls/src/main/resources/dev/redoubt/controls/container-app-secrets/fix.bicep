resource containerApp 'Microsoft.App/containerApps@2024-03-01' = {
  name: 'ca-chat'
  location: resourceGroup().location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-keys')}': {}
    }
  }
  properties: {
    environmentId: resourceId('Microsoft.App/managedEnvironments', 'cae-example')
    configuration: {
      secrets: [
        {
          name: 'partner'
          keyVaultUrl: 'https://kv-example.vault.azure.net/secrets/partner'
          identity: resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-keys')
        }
      ]
    }
  }
}
