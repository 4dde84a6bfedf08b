resource privateEndpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-crcredit'
  location: resourceGroup().location
  properties: {
    subnet: {
      id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-credit', 'endpoints')
    }
    privateLinkServiceConnections: [
      {
        name: 'pe-crcredit'
        properties: {
          privateLinkServiceId: resourceId('Microsoft.ContainerRegistry/registries', 'crcredit')
          groupIds: [
            'registry'
          ]
        }
      }
    ]
  }
}
