resource privateEndpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-srch-credit'
  location: resourceGroup().location
  properties: {
    subnet: {
      id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-credit', 'endpoints')
    }
    privateLinkServiceConnections: [
      {
        name: 'pe-srch-credit'
        properties: {
          privateLinkServiceId: resourceId('Microsoft.Search/searchServices', 'srch-credit')
          groupIds: [
            'searchService'
          ]
        }
      }
    ]
  }
}
