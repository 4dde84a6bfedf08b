resource workspace 'Microsoft.MachineLearningServices/workspaces@2024-10-01' existing = {
  name: 'mlw-credit'
}

resource connection 'Microsoft.MachineLearningServices/workspaces/connections@2024-10-01' = {
  parent: workspace
  name: 'search'
  properties: {
    category: 'CognitiveSearch'
    target: 'https://srch-credit.search.windows.net'
    authType: 'AAD'
  }
}
