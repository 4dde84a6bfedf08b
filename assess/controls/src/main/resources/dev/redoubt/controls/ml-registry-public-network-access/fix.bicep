resource registry 'Microsoft.MachineLearningServices/registries@2024-10-01' = {
  name: 'mlr-example'
  location: resourceGroup().location
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    regionDetails: [
      {
        location: resourceGroup().location
        acrDetails: [
          {
            systemCreatedAcrAccount: {
              acrAccountSku: 'Premium'
            }
          }
        ]
        storageAccountDetails: [
          {
            systemCreatedStorageAccount: {
              storageAccountType: 'Standard_ZRS'
              storageAccountHnsEnabled: false
              allowBlobPublicAccess: false
            }
          }
        ]
      }
    ]
    publicNetworkAccess: 'Disabled'
  }
}
