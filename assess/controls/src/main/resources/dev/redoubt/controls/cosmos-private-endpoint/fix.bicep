resource privateEndpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-cosmos-example'
  location: resourceGroup().location
  properties: {
    subnet: {
      id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-example', 'endpoints')
    }
    privateLinkServiceConnections: [
      {
        name: 'pe-cosmos-example'
        properties: {
          privateLinkServiceId: resourceId('Microsoft.DocumentDB/databaseAccounts', 'cosmos-example')
          groupIds: [
            'Sql'
          ]
        }
      }
    ]
  }
}
