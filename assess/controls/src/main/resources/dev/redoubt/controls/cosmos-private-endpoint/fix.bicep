resource privateEndpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-cosmos-credit'
  location: resourceGroup().location
  properties: {
    subnet: {
      id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-credit', 'endpoints')
    }
    privateLinkServiceConnections: [
      {
        name: 'pe-cosmos-credit'
        properties: {
          privateLinkServiceId: resourceId('Microsoft.DocumentDB/databaseAccounts', 'cosmos-credit')
          groupIds: [
            'Sql'
          ]
        }
      }
    ]
  }
}
