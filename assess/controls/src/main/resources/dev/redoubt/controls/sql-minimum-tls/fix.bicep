resource server 'Microsoft.Sql/servers@2023-08-01' = {
  name: 'sql-example'
  location: resourceGroup().location
  properties: {
    minimalTlsVersion: '1.2'
  }
}
