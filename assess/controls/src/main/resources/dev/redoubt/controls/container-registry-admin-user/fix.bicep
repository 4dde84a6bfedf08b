resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'crexample'
  location: resourceGroup().location
  sku: {
    name: 'Premium'
  }
  properties: {
    adminUserEnabled: false
  }
}
