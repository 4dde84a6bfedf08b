resource server 'Microsoft.Sql/servers@2023-08-01' existing = {
  name: 'sql-example'
}

resource encryptionProtector 'Microsoft.Sql/servers/encryptionProtector@2023-08-01' = {
  parent: server
  name: 'current'
  properties: {
    serverKeyType: 'AzureKeyVault'
    serverKeyName: 'kv-example_sql_0123456789abcdef0123456789abcdef'
  }
}
