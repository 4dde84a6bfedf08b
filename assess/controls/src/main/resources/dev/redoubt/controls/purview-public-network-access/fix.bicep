resource account 'Microsoft.Purview/accounts@2021-12-01' = {
  name: 'pview-example'
  location: resourceGroup().location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    publicNetworkAccess: 'Disabled'
  }
}
