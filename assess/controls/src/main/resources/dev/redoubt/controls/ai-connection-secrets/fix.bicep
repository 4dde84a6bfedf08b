resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: 'ai-example'
}

resource connection 'Microsoft.CognitiveServices/accounts/connections@2025-06-01' = {
  parent: account
  name: 'search'
  properties: {
    category: 'CognitiveSearch'
    target: 'https://srch-example.search.windows.net'
    authType: 'AAD'
  }
}
