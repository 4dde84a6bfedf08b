metadata description = 'A private endpoint for one sub-resource of one service, with its records in the private zones.'

import { resourceTags } from '../types.bicep'

param serviceId string

@description('The sub-resource, e.g. `blob` of a storage account.')
param group string

@minLength(1)
param zoneIds string[]

param subnetId string
param location string
param tags resourceTags

var name = 'pe-${last(split(serviceId, '/'))}-${toLower(group)}'

resource endpoint 'Microsoft.Network/privateEndpoints@2025-01-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    customNetworkInterfaceName: 'nic-${name}'
    privateLinkServiceConnections: [
      {
        name: group
        properties: {
          privateLinkServiceId: serviceId
          groupIds: [group]
        }
      }
    ]
  }

  resource zoneGroup 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        for zoneId in zoneIds: {
          name: replace(last(split(zoneId, '/')), '.', '-')
          properties: { privateDnsZoneId: zoneId }
        }
      ]
    }
  }
}
