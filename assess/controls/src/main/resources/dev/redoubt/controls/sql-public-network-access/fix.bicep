resource server 'Microsoft.Sql/servers@2023-08-01' = {
  name: 'sql-example'
  location: resourceGroup().location
  properties: {
    publicNetworkAccess: 'Disabled'
  }
}
