metadata description = 'What asks for scores and words the reasons: a container app inside the network, without a secret.'

import { resourceTags } from '../types.bicep'

param environmentName string
param name string

@description('Repository and digest.')
param image string

param loginServer string
param identityName string
param endpointName string
param aiServicesName string
param searchName string
param subnetId string
param logAnalyticsId string
param location string
param tags resourceTags

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

resource containerEnvironment 'Microsoft.App/managedEnvironments@2025-01-01' = {
  name: environmentName
  location: location
  tags: tags
  properties: {
    vnetConfiguration: {
      internal: true
      infrastructureSubnetId: subnetId
    }
    appLogsConfiguration: { destination: 'azure-monitor' }
    peerTrafficConfiguration: {
      encryption: { enabled: true }
    }
    zoneRedundant: true
    workloadProfiles: [
      { name: 'Consumption', workloadProfileType: 'Consumption' }
    ]
  }
}

resource application 'Microsoft.App/containerApps@2025-01-01' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    environmentId: containerEnvironment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: false
        targetPort: 8443
        transport: 'http2'
        allowInsecure: false
      }
      registries: [
        { server: loginServer, identity: identity.id }
      ]
    }
    template: {
      containers: [
        {
          name: 'loans'
          image: '${loginServer}/${image}'
          // Names of services, nothing else: the identity is the credential.
          env: [
            { name: 'SCORING_ENDPOINT', value: endpointName }
            { name: 'LANGUAGE_ACCOUNT', value: aiServicesName }
            { name: 'RULES_INDEX', value: searchName }
            { name: 'AZURE_CLIENT_ID', value: identity.properties.clientId }
          ]
          resources: { cpu: 1, memory: '2Gi' }
        }
      ]
      scale: { minReplicas: 2, maxReplicas: 6 }
    }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: containerEnvironment
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
