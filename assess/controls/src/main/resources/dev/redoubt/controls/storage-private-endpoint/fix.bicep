resource privateEndpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-stcredit'
  location: resourceGroup().location
  properties: {
    subnet: {
      id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-credit', 'endpoints')
    }
    privateLinkServiceConnections: [
      {
        name: 'pe-stcredit'
        properties: {
          privateLinkServiceId: resourceId('Microsoft.Storage/storageAccounts', 'stcredit')
          groupIds: [
            'blob'
          ]
        }
      }
    ]
  }
}
