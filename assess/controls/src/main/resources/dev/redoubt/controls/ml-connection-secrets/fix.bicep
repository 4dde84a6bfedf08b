resource workspace 'Microsoft.MachineLearningServices/workspaces@2024-10-01' existing = {
  name: 'mlw-example'
}

resource connection 'Microsoft.MachineLearningServices/workspaces/connections@2024-10-01' = {
  parent: workspace
  name: 'search'
  properties: {
    category: 'CognitiveSearch'
    target: 'https://srch-example.search.windows.net'
    authType: 'AAD'
  }
}
