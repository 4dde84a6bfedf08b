metadata description = 'One subnet a stage, one subnet of private endpoints a stage, and nothing to or from the Internet.'

// There is no hub; a platform landing zone would peer here and bring its own DNS.

import { resourceTags } from '../types.bicep'

param name string
param logAnalyticsId string
param location string
param tags resourceTags

@description('Subnets of size /26 are cut from it.')
param addressPrefix string = '10.40.0.0/22'

type ruleDirection = 'Inbound' | 'Outbound'
type securityRule = resourceInput<'Microsoft.Network/networkSecurityGroups@2025-01-01'>.properties.securityRules[*]

func allowHttps(name string, priority int, direction ruleDirection, from string, to string) securityRule => {
  name: name
  properties: {
    priority: priority
    direction: direction
    access: 'Allow'
    protocol: 'Tcp'
    sourceAddressPrefix: from
    sourcePortRange: '*'
    destinationAddressPrefix: to
    destinationPortRange: '443'
  }
}

func denyAll(direction ruleDirection) securityRule => {
  name: 'deny-all-${toLower(direction)}'
  properties: {
    priority: 4096
    direction: direction
    access: 'Deny'
    protocol: '*'
    sourceAddressPrefix: '*'
    sourcePortRange: '*'
    destinationAddressPrefix: '*'
    destinationPortRange: '*'
  }
}

var prefixes = {
  training: cidrSubnet(addressPrefix, 26, 0)
  inference: cidrSubnet(addressPrefix, 26, 1)
  trainingEndpoints: cidrSubnet(addressPrefix, 26, 4)
  inferenceEndpoints: cidrSubnet(addressPrefix, 26, 5)
  sharedEndpoints: cidrSubnet(addressPrefix, 26, 6)
}

var segments = [
  {
    // The confidential preparation of raw data. The training cluster itself lives in the workspace's managed network.
    name: 'training'
    prefix: prefixes.training
    delegations: ['Microsoft.ContainerInstance/containerGroups']
    rules: [
      allowHttps('training-data', 100, 'Outbound', prefixes.training, prefixes.trainingEndpoints)
      allowHttps('shared-services', 110, 'Outbound', prefixes.training, prefixes.sharedEndpoints)
      allowHttps('tokens', 120, 'Outbound', prefixes.training, 'AzureActiveDirectory')
    ]
  }
  {
    // The loan application that asks for scores. It has no way to the training data.
    name: 'inference'
    prefix: prefixes.inference
    delegations: ['Microsoft.App/environments']
    rules: [
      allowHttps('scoring', 100, 'Outbound', prefixes.inference, prefixes.inferenceEndpoints)
      allowHttps('shared-services', 110, 'Outbound', prefixes.inference, prefixes.sharedEndpoints)
      allowHttps('tokens', 120, 'Outbound', prefixes.inference, 'AzureActiveDirectory')
    ]
  }
  {
    name: 'training-endpoints'
    prefix: prefixes.trainingEndpoints
    delegations: []
    rules: [
      allowHttps('from-training', 100, 'Inbound', prefixes.training, prefixes.trainingEndpoints)
    ]
  }
  {
    name: 'inference-endpoints'
    prefix: prefixes.inferenceEndpoints
    delegations: []
    rules: [
      allowHttps('from-inference', 100, 'Inbound', prefixes.inference, prefixes.inferenceEndpoints)
    ]
  }
  {
    // Registries, vaults and monitoring, which every stage needs.
    name: 'shared-endpoints'
    prefix: prefixes.sharedEndpoints
    delegations: []
    rules: [
      allowHttps('from-training', 100, 'Inbound', prefixes.training, prefixes.sharedEndpoints)
      allowHttps('from-inference', 110, 'Inbound', prefixes.inference, prefixes.sharedEndpoints)
    ]
  }
]

resource securityGroups 'Microsoft.Network/networkSecurityGroups@2025-01-01' = [
  for segment in segments: {
    name: 'nsg-${segment.name}'
    location: location
    tags: tags
    properties: {
      securityRules: [
        ...segment.rules
        denyAll('Inbound')
        denyAll('Outbound')
      ]
    }
  }
]

resource securityGroupLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = [
  for (segment, i) in segments: {
    scope: securityGroups[i]
    name: 'to-log-analytics'
    properties: {
      workspaceId: logAnalyticsId
      logs: [
        { categoryGroup: 'allLogs', enabled: true }
      ]
    }
  }
]

resource network 'Microsoft.Network/virtualNetworks@2025-01-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: [addressPrefix]
    }
    encryption: {
      enabled: true
      enforcement: 'AllowUnencrypted'
    }
    subnets: [
      for (segment, i) in segments: {
        name: segment.name
        properties: {
          addressPrefix: segment.prefix
          defaultOutboundAccess: false
          // Without this, a security group does not apply to the private endpoints in the subnet.
          privateEndpointNetworkPolicies: 'Enabled'
          networkSecurityGroup: { id: securityGroups[i].id }
          delegations: map(segment.delegations, service => {
            name: 'delegation'
            properties: { serviceName: service }
          })
        }
      }
    ]
  }

  resource training 'subnets' existing = {
    name: 'training'
  }

  resource inference 'subnets' existing = {
    name: 'inference'
  }

  resource trainingEndpoints 'subnets' existing = {
    name: 'training-endpoints'
  }

  resource inferenceEndpoints 'subnets' existing = {
    name: 'inference-endpoints'
  }

  resource sharedEndpoints 'subnets' existing = {
    name: 'shared-endpoints'
  }
}

resource networkLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: network
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

output id string = network.id

output subnetIds {
  training: string
  inference: string
  trainingEndpoints: string
  inferenceEndpoints: string
  sharedEndpoints: string
} = {
  training: network::training.id
  inference: network::inference.id
  trainingEndpoints: network::trainingEndpoints.id
  inferenceEndpoints: network::inferenceEndpoints.id
  sharedEndpoints: network::sharedEndpoints.id
}
