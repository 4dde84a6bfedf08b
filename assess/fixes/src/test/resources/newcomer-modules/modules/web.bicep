param prefix string
param location string
param tags object
@secure()
param apiKey string
param accountName string

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' existing = {
  name: accountName
}

resource env 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${prefix}-env'
  location: location
  tags: tags
  properties: {}
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: '${prefix}-web'
  location: location
  tags: tags
  properties: {
    environmentId: env.id
    configuration: {
      ingress: { external: true, targetPort: 80 }
      secrets: [
        { name: 'api-key', value: apiKey }
        { name: 'model-key', value: account.listKeys().key1 }
      ]
    }
    template: {
      containers: [{ name: 'web', image: 'docchat:latest' }]
    }
  }
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${prefix}-plan'
  location: location
  sku: { name: 'F1' }
}

resource site 'Microsoft.Web/sites@2023-12-01' = {
  name: '${prefix}-admin'
  location: location
  properties: {
    serverFarmId: plan.id
    siteConfig: {
      minTlsVersion: '1.0'
    }
  }
}
