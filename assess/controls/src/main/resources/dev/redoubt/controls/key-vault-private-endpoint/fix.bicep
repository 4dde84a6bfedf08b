resource privateEndpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-kv-example'
  location: resourceGroup().location
  properties: {
    subnet: {
      id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-example', 'endpoints')
    }
    privateLinkServiceConnections: [
      {
        name: 'pe-kv-example'
        properties: {
          privateLinkServiceId: resourceId('Microsoft.KeyVault/vaults', 'kv-example')
          groupIds: [
            'vault'
          ]
        }
      }
    ]
  }
}
