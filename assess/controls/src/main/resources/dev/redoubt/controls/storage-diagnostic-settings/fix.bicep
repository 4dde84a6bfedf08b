resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: 'stexample'
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2023-05-01' existing = {
  parent: account
  name: 'default'
}

resource blobLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: blobs
  properties: {
    workspaceId: resourceId('Microsoft.OperationalInsights/workspaces', 'log-example')
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
  }
}
