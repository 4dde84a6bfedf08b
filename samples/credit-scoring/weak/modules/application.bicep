metadata description = 'A portal, an interface, a nightly batch and a cache: four ways to run the same code, none of them finished.'

param workload string
param suffix string
param containerRegistryName string
param languageName string
param onlineFeaturesName string
param subnetId string
param location string
param tags object

resource containerRegistry 'Microsoft.ContainerRegistry/registries@2025-04-01' existing = {
  name: containerRegistryName
}

resource language 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: languageName
}

resource onlineFeatures 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' existing = {
  name: onlineFeaturesName
}

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'asp-${workload}'
  location: location
  tags: tags
  sku: {
    name: 'B1'
    tier: 'Basic'
  }
  properties: {}
}

// Plain HTTP still answers, TLS 1.0 is enough, and the key of the language model stands in the settings.
resource portal 'Microsoft.Web/sites@2024-11-01' = {
  name: 'app-${workload}-${suffix}'
  location: location
  tags: tags
  kind: 'app'
  properties: {
    serverFarmId: plan.id
    httpsOnly: false
    siteConfig: {
      minTlsVersion: '1.0'
      appSettings: [
        { name: 'LANGUAGE_KEY', value: language.listKeys().key1 }
      ]
    }
  }
}

resource containerEnvironment 'Microsoft.App/managedEnvironments@2025-01-01' = {
  name: 'cae-${workload}'
  location: location
  tags: tags
  properties: {}
}

// A connection string as a secret, the registry's admin password as another, and no identity.
resource loans 'Microsoft.App/containerApps@2025-01-01' = {
  name: 'ca-${workload}-loans'
  location: location
  tags: tags
  properties: {
    environmentId: containerEnvironment.id
    configuration: {
      secrets: [
        {
          name: 'features'
          value: onlineFeatures.listConnectionStrings().connectionStrings[0].connectionString
        }
        {
          name: 'registry'
          value: containerRegistry.listCredentials().passwords[0].value
        }
      ]
      registries: [
        {
          server: containerRegistry.properties.loginServer
          username: containerRegistry.name
          passwordSecretRef: 'registry'
        }
      ]
      ingress: {
        external: true
        targetPort: 8080
        allowInsecure: true
      }
    }
    template: {
      containers: [
        {
          name: 'loans'
          image: '${containerRegistry.properties.loginServer}/loans:latest'
          env: [
            { name: 'FEATURES', secretRef: 'features' }
          ]
        }
      ]
    }
  }
}

// The API server answers to the whole Internet, and the local admin account works without Entra ID.
resource batch 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'aks-${workload}'
  location: location
  tags: { ...tags, dataClassification: 'restricted' }
  identity: { type: 'SystemAssigned' }
  properties: {
    dnsPrefix: workload
    disableLocalAccounts: false
    apiServerAccessProfile: { enablePrivateCluster: false }
    agentPoolProfiles: [
      {
        name: 'batch'
        mode: 'System'
        count: 2
        vmSize: 'Standard_DS3_v2'
        vnetSubnetID: subnetId
      }
    ]
  }
}

// Scores of the day, readable by whoever has the key and listens on the wire.
resource cache 'Microsoft.Cache/Redis@2024-11-01' = {
  name: 'redis-${workload}-${suffix}'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'Basic'
      family: 'C'
      capacity: 0
    }
    enableNonSslPort: true
    minimumTlsVersion: '1.0'
  }
}
