metadata description = 'Takes names and account numbers out of the raw data, in memory that even the host cannot read.'

import { resourceTags } from '../types.bicep'

param name string

@description('Repository and digest, e.g. `prepare@sha256:...`; a tag could be moved.')
param image string

@description('The confidential computing enforcement policy, base64, that attests exactly this image and command.')
param enforcementPolicy string

param loginServer string
param featuresIdentityId string
param lakeName string
param subnetId string
param location string
param tags resourceTags

var lake = '${lakeName}.dfs.${environment().suffixes.storage}'

resource preparation 'Microsoft.ContainerInstance/containerGroups@2025-09-01' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${featuresIdentityId}': {} }
  }
  properties: {
    sku: 'Confidential'
    confidentialComputeProperties: { ccePolicy: enforcementPolicy }
    osType: 'Linux'
    restartPolicy: 'Never'
    subnetIds: [
      { id: subnetId }
    ]
    imageRegistryCredentials: [
      { server: loginServer, identity: featuresIdentityId }
    ]
    containers: [
      {
        name: 'prepare'
        properties: {
          image: '${loginServer}/${image}'
          environmentVariables: [
            { name: 'SOURCE', value: 'abfss://raw@${lake}' }
            { name: 'TARGET', value: 'abfss://curated@${lake}' }
          ]
          resources: {
            requests: { cpu: 2, memoryInGB: 8 }
          }
          securityContext: {
            privileged: false
            allowPrivilegeEscalation: false
            runAsUser: 10001
            capabilities: { drop: ['ALL'] }
          }
        }
      }
    ]
  }
}
