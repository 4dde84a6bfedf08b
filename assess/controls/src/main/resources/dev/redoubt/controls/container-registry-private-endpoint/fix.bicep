resource privateEndpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-crexample'
  location: resourceGroup().location
  properties: {
    subnet: {
      id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-example', 'endpoints')
    }
    privateLinkServiceConnections: [
      {
        name: 'pe-crexample'
        properties: {
          privateLinkServiceId: resourceId('Microsoft.ContainerRegistry/registries', 'crexample')
          groupIds: [
            'registry'
          ]
        }
      }
    ]
  }
}
