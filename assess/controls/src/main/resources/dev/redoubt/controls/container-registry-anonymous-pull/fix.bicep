resource registry 'Microsoft.ContainerRegistry/registries@2023-11-01-preview' = {
  name: 'crcredit'
  location: resourceGroup().location
  sku: {
    name: 'Premium'
  }
  properties: {
    anonymousPullEnabled: false
  }
}
