resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: 'ai-credit'
}

resource connection 'Microsoft.CognitiveServices/accounts/connections@2025-06-01' = {
  parent: account
  name: 'search'
  properties: {
    category: 'CognitiveSearch'
    target: 'https://srch-credit.search.windows.net'
    authType: 'AAD'
  }
}
