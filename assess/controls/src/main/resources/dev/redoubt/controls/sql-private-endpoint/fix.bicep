resource privateEndpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-sql-credit'
  location: resourceGroup().location
  properties: {
    subnet: {
      id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-credit', 'endpoints')
    }
    privateLinkServiceConnections: [
      {
        name: 'pe-sql-credit'
        properties: {
          privateLinkServiceId: resourceId('Microsoft.Sql/servers', 'sql-credit')
          groupIds: [
            'sqlServer'
          ]
        }
      }
    ]
  }
}
