resource privateEndpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-sql-example'
  location: resourceGroup().location
  properties: {
    subnet: {
      id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-example', 'endpoints')
    }
    privateLinkServiceConnections: [
      {
        name: 'pe-sql-example'
        properties: {
          privateLinkServiceId: resourceId('Microsoft.Sql/servers', 'sql-example')
          groupIds: [
            'sqlServer'
          ]
        }
      }
    ]
  }
}
