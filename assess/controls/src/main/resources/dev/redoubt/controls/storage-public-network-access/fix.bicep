resource storageAccount 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'stexample'
  location: resourceGroup().location
  kind: 'StorageV2'
  sku: {
    name: 'Standard_ZRS'
  }
  properties: {
    publicNetworkAccess: 'Disabled'
  }
}
