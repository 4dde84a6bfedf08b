param prefix string
param location string
param vaultSettings object = {
  enablePurgeProtection: null
}
@allowed(['Basic', 'Standard', 'Premium'])
param registrySku string = 'Basic'
param sizes array = ['Standard_DS3_v2', 'Standard_NC6s_v3']

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-${prefix}'
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    accessPolicies: []
    ...vaultSettings
  }
}

resource storage 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'st${prefix}lab'
  location: location
  kind: 'Storage'
  sku: { name: 'Standard_LRS' }
}

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'cr${prefix}'
  location: location
  sku: { name: registrySku }
  properties: { adminUserEnabled: true, anonymousPullEnabled: registrySku != 'Basic' }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${prefix}'
  location: location
  kind: 'web'
  properties: { Application_Type: 'web' }
}

resource ws 'Microsoft.MachineLearningServices/workspaces@2024-10-01' = {
  name: 'mlw-${prefix}'
  location: location
  identity: { type: 'SystemAssigned' }
  properties: {
    storageAccount: storage.id
    keyVault: vault.id
    applicationInsights: insights.id
    containerRegistry: registry.id
  }
}

resource clusters 'Microsoft.MachineLearningServices/workspaces/computes@2024-10-01' = [for (size, i) in sizes: {
  parent: ws
  name: 'cluster-${i}'
  location: location
  properties: {
    computeType: 'AmlCompute'
    properties: {
      vmSize: size
      scaleSettings: { maxNodeCount: 4 }
    }
  }
}]

resource box 'Microsoft.MachineLearningServices/workspaces/computes@2024-10-01' = {
  name: '${ws.name}/box'
  location: location
  properties: {
    computeType: 'ComputeInstance'
    properties: { vmSize: 'Standard_DS3_v2', sshSettings: { sshPublicAccess: 'Enabled' } }
  }
}
