resource privateEndpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-mlw-example'
  location: resourceGroup().location
  properties: {
    subnet: {
      id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-example', 'endpoints')
    }
    privateLinkServiceConnections: [
      {
        name: 'pe-mlw-example'
        properties: {
          privateLinkServiceId: resourceId('Microsoft.MachineLearningServices/workspaces', 'mlw-example')
          groupIds: [
            'amlworkspace'
          ]
        }
      }
    ]
  }
}
