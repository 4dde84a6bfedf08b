metadata description = 'Two roles that Azure does not have, each as narrow as its task.'

import { customRoleGuids } from '../types.bicep'

@description('The GUIDs under which the roles are made; each is unique in its tenant.')
param guids customRoleGuids

resource modelRelease 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guids.modelRelease
  properties: {
    roleName: 'Model release (${resourceGroup().name})'
    description: 'Reads a model version and changes online deployments; no data, no keys, no computes'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: [
          'Microsoft.MachineLearningServices/registries/read'
          'Microsoft.MachineLearningServices/registries/assets/read'
          'Microsoft.MachineLearningServices/workspaces/read'
          'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/read'
          'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/write'
          'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/read'
          'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/write'
          'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/delete'
        ]
        notActions: []
      }
    ]
  }
}

resource scoreCaller 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guids.scoreCaller
  properties: {
    roleName: 'Score caller (${resourceGroup().name})'
    description: 'Asks an online endpoint for a score, and nothing else'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: ['Microsoft.MachineLearningServices/workspaces/onlineEndpoints/score/action']
        notActions: []
      }
    ]
  }
}

// The service knows a role below its subscription, wherever it is declared.
output ids { *: string } = {
  modelRelease: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', modelRelease.name)
  scoreCaller: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', scoreCaller.name)
}
