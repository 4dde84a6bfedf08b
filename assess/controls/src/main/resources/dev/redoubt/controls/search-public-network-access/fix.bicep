resource searchService 'Microsoft.Search/searchServices@2023-11-01' = {
  name: 'srch-example'
  location: resourceGroup().location
  sku: {
    name: 'standard'
  }
  properties: {
    publicNetworkAccess: 'Disabled'
  }
}
