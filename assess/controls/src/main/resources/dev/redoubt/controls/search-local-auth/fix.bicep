resource searchService 'Microsoft.Search/searchServices@2023-11-01' = {
  name: 'srch-credit'
  location: resourceGroup().location
  sku: {
    name: 'standard'
  }
  properties: {
    disableLocalAuth: true
  }
}
