resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-example'
  location: resourceGroup().location
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'premium'
    }
    enableRbacAuthorization: true
  }
}
