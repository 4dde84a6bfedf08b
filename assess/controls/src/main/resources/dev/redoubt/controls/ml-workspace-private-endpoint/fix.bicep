resource privateEndpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-mlw-credit'
  location: resourceGroup().location
  properties: {
    subnet: {
      id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-credit', 'endpoints')
    }
    privateLinkServiceConnections: [
      {
        name: 'pe-mlw-credit'
        properties: {
          privateLinkServiceId: resourceId('Microsoft.MachineLearningServices/workspaces', 'mlw-credit')
          groupIds: [
            'amlworkspace'
          ]
        }
      }
    ]
  }
}
