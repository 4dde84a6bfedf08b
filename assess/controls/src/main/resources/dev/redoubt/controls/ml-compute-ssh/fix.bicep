resource workspace 'Microsoft.MachineLearningServices/workspaces@2024-10-01' existing = {
  name: 'mlw-example'
}

resource compute 'Microsoft.MachineLearningServices/workspaces/computes@2024-10-01' = {
  parent: workspace
  name: 'train'
  location: resourceGroup().location
  properties: {
    computeType: 'AmlCompute'
    properties: {
      vmSize: 'Standard_D4ds_v5'
      scaleSettings: {
        minNodeCount: 0
        maxNodeCount: 4
      }
      remoteLoginPortPublicAccess: 'Disabled'
    }
  }
}
