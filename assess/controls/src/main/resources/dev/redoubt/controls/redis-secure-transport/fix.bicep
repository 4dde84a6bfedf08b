resource redis 'Microsoft.Cache/Redis@2023-08-01' = {
  name: 'redis-example'
  location: resourceGroup().location
  properties: {
    sku: {
      name: 'Premium'
      family: 'P'
      capacity: 1
    }
    enableNonSslPort: false
  }
}
