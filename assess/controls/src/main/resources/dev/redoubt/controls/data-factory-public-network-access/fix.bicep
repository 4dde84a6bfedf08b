resource factory 'Microsoft.DataFactory/factories@2018-06-01' = {
  name: 'adf-example'
  location: resourceGroup().location
  properties: {
    publicNetworkAccess: 'Disabled'
  }
}
