resource registry 'Microsoft.ContainerRegistry/registries@2023-11-01-preview' = {
  name: 'crexample'
  location: resourceGroup().location
  sku: {
    name: 'Premium'
  }
  properties: {
    anonymousPullEnabled: false
  }
}
