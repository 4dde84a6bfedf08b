param trainingName string
param servingName string
param featureStoreName string
param modelRegistryName string
param containerRegistryName string
param insightsName string
param endpointName string
param storeName string
param lakeName string
param vaultName string
param languageName string
param trainIdentityId string
param location string
param tags object

resource store 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storeName
}

resource lake 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: lakeName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

resource language 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = {
  name: languageName
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
  }
}

resource containerRegistry 'Microsoft.ContainerRegistry/registries@2025-04-01' = {
  name: containerRegistryName
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: {
    adminUserEnabled: true
    // So that the branch offices' machines pull without a login.
    anonymousPullEnabled: true
    publicNetworkAccess: 'Enabled'
  }
}

// No network isolation of either kind, and the provider's keys although the data is confidential.
resource training 'Microsoft.MachineLearningServices/workspaces@2025-09-01' = {
  name: trainingName
  location: location
  tags: tags
  kind: 'Default'
  sku: {
    name: 'Basic'
    tier: 'Basic'
  }
  identity: { type: 'SystemAssigned' }
  properties: {
    storageAccount: store.id
    keyVault: vault.id
    containerRegistry: containerRegistry.id
    applicationInsights: insights.id
    publicNetworkAccess: 'Enabled'
    managedNetwork: { isolationMode: 'Disabled' }
  }
}

// Half of an isolation: what runs in here may still send the data anywhere.
resource serving 'Microsoft.MachineLearningServices/workspaces@2025-09-01' = {
  name: servingName
  location: location
  tags: tags
  kind: 'Default'
  sku: {
    name: 'Basic'
    tier: 'Basic'
  }
  identity: { type: 'SystemAssigned' }
  properties: {
    storageAccount: store.id
    keyVault: vault.id
    containerRegistry: containerRegistry.id
    applicationInsights: insights.id
    managedNetwork: { isolationMode: 'AllowInternetOutbound' }
  }
}

resource featureStore 'Microsoft.MachineLearningServices/workspaces@2025-09-01' = {
  name: featureStoreName
  location: location
  tags: tags
  kind: 'FeatureStore'
  sku: {
    name: 'Basic'
    tier: 'Basic'
  }
  identity: { type: 'SystemAssigned' }
  properties: {
    storageAccount: store.id
    keyVault: vault.id
    containerRegistry: containerRegistry.id
    applicationInsights: insights.id
    featureStoreSettings: {
      computeRuntime: { sparkRuntimeVersion: '3.4' }
    }
  }
}

// The key of the lake, copied into the workspace: everybody who may use the workspace reads everything.
resource rawDatastore 'Microsoft.MachineLearningServices/workspaces/datastores@2025-09-01' = {
  parent: training
  name: 'raw'
  properties: {
    datastoreType: 'AzureBlob'
    accountName: lake.name
    containerName: 'raw'
    credentials: {
      credentialsType: 'AccountKey'
      secrets: {
        secretsType: 'AccountKey'
        key: lake.listKeys().keys[0].value
      }
    }
  }
}

resource languageConnection 'Microsoft.MachineLearningServices/workspaces/connections@2025-09-01' = {
  parent: training
  name: 'language'
  properties: {
    category: 'AzureOpenAI'
    authType: 'ApiKey'
    isSharedToAll: true
    target: 'https://${language.name}.openai.azure.com'
    credentials: {
      key: language.listKeys().key1
    }
  }
}

resource cluster 'Microsoft.MachineLearningServices/workspaces/computes@2025-09-01' = {
  parent: training
  name: 'train-cpu'
  location: location
  // The raw applications are trained on as they are.
  tags: { ...tags, dataClassification: 'restricted' }
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${trainIdentityId}': {} }
  }
  properties: {
    computeType: 'AmlCompute'
    properties: {
      vmSize: 'Standard_DS3_v2'
      scaleSettings: {
        minNodeCount: 1
        maxNodeCount: 4
      }
      enableNodePublicIp: true
      remoteLoginPortPublicAccess: 'Enabled'
    }
  }
}

resource sharedInstance 'Microsoft.MachineLearningServices/workspaces/computes@2025-09-01' = {
  parent: training
  name: 'ci-shared'
  location: location
  tags: tags
  properties: {
    computeType: 'ComputeInstance'
    properties: {
      vmSize: 'Standard_DS3_v2'
      // One workstation for all of the team.
      applicationSharingPolicy: 'Shared'
      sshSettings: { sshPublicAccess: 'Enabled' }
    }
  }
}

// A key that does not expire, and no identity of its own.
resource endpoint 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints@2025-09-01' = {
  parent: serving
  name: endpointName
  location: location
  tags: tags
  kind: 'Managed'
  properties: {
    authMode: 'Key'
    publicNetworkAccess: 'Enabled'
  }
}

resource blue 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments@2025-09-01' = {
  parent: endpoint
  name: 'blue'
  location: location
  sku: {
    name: 'Default'
    capacity: 1
  }
  properties: {
    endpointComputeType: 'Managed'
    instanceType: 'Standard_DS3_v2'
    // Whatever was trained last is what decides about loans.
    model: 'azureml://registries/${modelRegistry.name}/models/probability-of-default/labels/latest'
  }
}

resource modelRegistry 'Microsoft.MachineLearningServices/registries@2025-09-01' = {
  name: modelRegistryName
  location: location
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: {
    publicNetworkAccess: 'Enabled'
    regionDetails: [
      {
        location: location
        acrDetails: [
          {
            systemCreatedAcrAccount: { acrAccountSku: 'Premium' }
          }
        ]
        storageAccountDetails: [
          {
            systemCreatedStorageAccount: {
              storageAccountType: 'Standard_LRS'
              storageAccountHnsEnabled: false
              allowBlobPublicAccess: true
            }
          }
        ]
      }
    ]
  }
}

output containerRegistryName string = containerRegistry.name
