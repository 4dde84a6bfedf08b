@description('Name of the account')
param name string
param location string
param tags object
param containers array
param allowPublic bool = false

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
  properties: {
    allowBlobPublicAccess: allowPublic
    publicNetworkAccess: allowPublic ? 'Enabled' : 'Disabled'
    minimumTlsVersion: 'TLS1_0'
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource each 'containers' = [for c in containers: {
      name: c
      properties: {
        publicAccess: allowPublic ? 'Blob' : 'None'
      }
    }]
  }
}

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2023-05-01' = {
  name: '${name}/default'
  properties: { policy: { rules: [] } }
  dependsOn: [account]
}
