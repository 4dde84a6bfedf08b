resource privateEndpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-ai-example'
  location: resourceGroup().location
  properties: {
    subnet: {
      id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-example', 'endpoints')
    }
    privateLinkServiceConnections: [
      {
        name: 'pe-ai-example'
        properties: {
          privateLinkServiceId: resourceId('Microsoft.CognitiveServices/accounts', 'ai-example')
          groupIds: [
            'account'
          ]
        }
      }
    ]
  }
}
