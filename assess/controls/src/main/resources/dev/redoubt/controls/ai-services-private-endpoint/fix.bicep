resource privateEndpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pe-ai-credit'
  location: resourceGroup().location
  properties: {
    subnet: {
      id: resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet-credit', 'endpoints')
    }
    privateLinkServiceConnections: [
      {
        name: 'pe-ai-credit'
        properties: {
          privateLinkServiceId: resourceId('Microsoft.CognitiveServices/accounts', 'ai-credit')
          groupIds: [
            'account'
          ]
        }
      }
    ]
  }
}
