metadata description = 'The scoring endpoint. A caller needs a token of Entra ID and the role to score; there is no key that could leak.'

import { accessDirectory, resourceTags, roleGrant } from '../types.bicep'

param workspaceName string
param endpointName string
param deploymentName string = 'blue'
param registryName string
param modelName string

@description('A number, never `latest`: what runs is what was approved.')
param modelVersion string

param environmentName string
param environmentVersion string
param serveIdentityName string
param endpointGrants roleGrant[]
param serveIdentityGrants roleGrant[]
param directory accessDirectory
param logAnalyticsId string
param location string
param tags resourceTags

var assets = 'azureml://registries/${registryName}'

resource workspace 'Microsoft.MachineLearningServices/workspaces@2025-09-01' existing = {
  name: workspaceName
}

resource serveIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: serveIdentityName
}

resource endpoint 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints@2025-09-01' = {
  parent: workspace
  name: endpointName
  location: location
  tags: tags
  kind: 'Managed'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${serveIdentity.id}': {} }
  }
  properties: {
    authMode: 'AADToken'
    publicNetworkAccess: 'Disabled'
    description: 'Probability of default for a loan application'
  }
}

resource deployment 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments@2025-09-01' = {
  parent: endpoint
  name: deploymentName
  location: location
  tags: tags
  sku: {
    name: 'Default'
    tier: 'Standard'
    capacity: 3
  }
  properties: {
    endpointComputeType: 'Managed'
    instanceType: 'Standard_DS3_v2'
    model: '${assets}/models/${modelName}/versions/${modelVersion}'
    environmentId: '${assets}/environments/${environmentName}/versions/${environmentVersion}'
    egressPublicNetworkAccess: 'Disabled'
    appInsightsEnabled: true
    requestSettings: {
      requestTimeout: 'PT5S'
      maxConcurrentRequestsPerInstance: 8
    }
    // What was asked and what was answered, kept for drift and fairness monitoring and for a customer's right to an explanation.
    dataCollector: {
      rollingRate: 'Hour'
      collections: {
        model_inputs: { dataCollectionMode: 'Enabled', samplingRate: 1 }
        model_outputs: { dataCollectionMode: 'Enabled', samplingRate: 1 }
      }
    }
  }
}

resource endpointRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in endpointGrants: {
    scope: endpoint
    name: guid(endpoint.id, grant.to, grant.role)
    properties: {
      roleDefinitionId: directory.roles[grant.role]
      principalId: directory.principals[grant.to].id
      principalType: directory.principals[grant.to].type
    }
  }
]

resource serveIdentityRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in serveIdentityGrants: {
    scope: serveIdentity
    name: guid(serveIdentity.id, grant.to, grant.role)
    properties: {
      roleDefinitionId: directory.roles[grant.role]
      principalId: directory.principals[grant.to].id
      principalType: directory.principals[grant.to].type
    }
  }
]

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: endpoint
  name: 'to-log-analytics'
  properties: {
    workspaceId: logAnalyticsId
    logs: [
      { categoryGroup: 'allLogs', enabled: true }
    ]
    metrics: [
      { category: 'AllMetrics', enabled: true }
    ]
  }
}

output id string = endpoint.id
output name string = endpoint.name
