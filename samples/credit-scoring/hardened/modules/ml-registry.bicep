metadata description = 'The way of a model to production: training writes a version here, and only the release takes it further.'

import { accessDirectory, privateZones, resourceTags, roleGrant } from '../types.bicep'

param name string
param releaseIdentityId string
param grants roleGrant[]
param directory accessDirectory
param subnetId string
param zoneIds privateZones
param logAnalyticsId string
param location string
param tags resourceTags

resource registry 'Microsoft.MachineLearningServices/registries@2025-09-01' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${releaseIdentityId}': {} }
  }
  properties: {
    publicNetworkAccess: 'Disabled'
    // The service keeps the artifacts in accounts of its own, which it makes and locks down itself.
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
              storageAccountType: 'Standard_ZRS'
              storageAccountHnsEnabled: false
              allowBlobPublicAccess: false
            }
          }
        ]
      }
    ]
  }
}

resource roles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in grants: {
    scope: registry
    name: guid(registry.id, grant.to, grant.role)
    properties: {
      roleDefinitionId: directory.roles[grant.role]
      principalId: directory.principals[grant.to].id
      principalType: directory.principals[grant.to].type
    }
  }
]

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: registry
  name: 'to-log-analytics'
  properties: {
    workspaceId: logAnalyticsId
    logs: [
      { categoryGroup: 'allLogs', enabled: true }
    ]
  }
}

module privateEndpoint 'private-endpoint.bicep' = {
  params: {
    serviceId: registry.id
    group: 'amlregistry'
    zoneIds: [zoneIds.learningApi]
    subnetId: subnetId
    location: location
    tags: tags
  }
}

output id string = registry.id
output name string = registry.name
