resource privateEndpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-stexample'
  location: resourceGroup().location
  properties: {
    subnet: {
      id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-example', 'endpoints')
    }
    privateLinkServiceConnections: [
      {
        name: 'pe-stexample'
        properties: {
          privateLinkServiceId: resourceId('Microsoft.Storage/storageAccounts', 'stexample')
          groupIds: [
            'blob'
          ]
        }
      }
    ]
  }
}
