resource target 'Microsoft.MachineLearningServices/workspaces@2024-10-01' existing = {
  name: 'mlw-example'
}

resource diagnosticSetting 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: target
  properties: {
    workspaceId: resourceId('Microsoft.OperationalInsights/workspaces', 'log-example')
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}
