metadata description = 'The cluster that trains, and a workstation for each data scientist: no public address, no SSH, no local account.'

import { resourceTags } from '../types.bicep'

param workspaceName string
param clusterName string
param trainIdentityId string

@description('Object ids of the people who get a workstation.')
param dataScientists string[]

param location string
param tags resourceTags

resource workspace 'Microsoft.MachineLearningServices/workspaces@2025-09-01' existing = {
  name: workspaceName
}

resource cluster 'Microsoft.MachineLearningServices/workspaces/computes@2025-09-01' = {
  parent: workspace
  name: clusterName
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${trainIdentityId}': {} }
  }
  properties: {
    computeType: 'AmlCompute'
    description: 'Trains the scoring model as the identity of the training stage'
    disableLocalAuth: true
    properties: {
      vmSize: 'Standard_E8ds_v5'
      vmPriority: 'Dedicated'
      osType: 'Linux'
      scaleSettings: {
        minNodeCount: 0
        maxNodeCount: 4
        nodeIdleTimeBeforeScaleDown: 'PT10M'
      }
      enableNodePublicIp: false
      remoteLoginPortPublicAccess: 'Disabled'
    }
  }
}

@batchSize(1)
resource workstations 'Microsoft.MachineLearningServices/workspaces/computes@2025-09-01' = [
  for person in dataScientists: {
    parent: workspace
    // Instance names are unique in a region, hence the hash.
    name: 'ci-${take(uniqueString(workspaceName, person), 10)}'
    location: location
    tags: tags
    identity: { type: 'SystemAssigned' }
    properties: {
      computeType: 'ComputeInstance'
      disableLocalAuth: true
      properties: {
        vmSize: 'Standard_D4ds_v5'
        applicationSharingPolicy: 'Personal'
        computeInstanceAuthorizationType: 'personal'
        personalComputeInstanceSettings: {
          assignedUser: {
            objectId: person
            tenantId: tenant().tenantId
          }
        }
        enableNodePublicIp: false
        sshSettings: { sshPublicAccess: 'Disabled' }
        // Off at night: a workstation that nobody watches is a foothold that nobody watches.
        schedules: {
          computeStartStop: [
            {
              action: 'Stop'
              status: 'Enabled'
              triggerType: 'Cron'
              cron: {
                expression: '0 19 * * *'
                timeZone: 'UTC'
              }
            }
          ]
        }
      }
    }
  }
]
