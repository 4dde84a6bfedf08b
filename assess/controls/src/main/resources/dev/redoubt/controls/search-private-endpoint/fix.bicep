resource privateEndpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-srch-example'
  location: resourceGroup().location
  properties: {
    subnet: {
      id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-example', 'endpoints')
    }
    privateLinkServiceConnections: [
      {
        name: 'pe-srch-example'
        properties: {
          privateLinkServiceId: resourceId('Microsoft.Search/searchServices', 'srch-example')
          groupIds: [
            'searchService'
          ]
        }
      }
    ]
  }
}
