resource searchService 'Microsoft.Search/searchServices@2023-11-01' = {
  name: 'srch-example'
  location: resourceGroup().location
  sku: {
    name: 'standard'
  }
  tags: {
    dataClassification: 'Confidential'
  }
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    encryptionWithCmk: {
      enforcement: 'Enabled'
    }
  }
}
