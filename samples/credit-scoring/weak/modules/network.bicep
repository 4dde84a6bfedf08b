param name string
param location string
param tags object

resource securityGroup 'Microsoft.Network/networkSecurityGroups@2025-01-01' = {
  name: 'nsg-inference'
  location: location
  tags: tags
  properties: {
    securityRules: [
      {
        // "Temporary", while the probe of the load balancer did not get through.
        name: 'allow-all'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: '*'
          sourceAddressPrefix: '*'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2025-01-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: {
      addressPrefixes: ['10.40.0.0/16']
    }
    // One flat subnet for everything that runs.
    subnets: [
      {
        name: 'inference'
        properties: {
          addressPrefix: '10.40.0.0/20'
          networkSecurityGroup: { id: securityGroup.id }
        }
      }
    ]
  }

  resource inference 'subnets' existing = {
    name: 'inference'
  }
}

output inferenceSubnetId string = network::inference.id
