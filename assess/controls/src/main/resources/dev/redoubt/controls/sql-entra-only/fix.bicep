resource server 'Microsoft.Sql/servers@2023-08-01' = {
  name: 'sql-example'
  location: resourceGroup().location
  properties: {
    administrators: {
      administratorType: 'ActiveDirectory'
      principalType: 'Group'
      login: 'sql-admins'
      sid: '00000000-0000-0000-0000-0000000000aa'
      tenantId: subscription().tenantId
      azureADOnlyAuthentication: true
    }
  }
}
