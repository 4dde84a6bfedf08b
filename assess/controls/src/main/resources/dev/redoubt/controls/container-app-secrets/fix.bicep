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
    environmentId: resourceId('Microsoft.App/managedEnvironments', 'cae-credit')
    configuration: {
      secrets: [
        {
          name: 'partner'
          keyVaultUrl: 'https://kv-credit.vault.azure.net/secrets/partner'
          identity: resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-keys')
        }
      ]
    }
  }
}
