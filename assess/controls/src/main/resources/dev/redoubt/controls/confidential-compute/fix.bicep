resource virtualMachine 'Microsoft.Compute/virtualMachines@2024-07-01' = {
  name: 'vm-enclave'
  location: resourceGroup().location
  tags: {
    dataClassification: 'restricted'
  }
  properties: {
    hardwareProfile: {
      vmSize: 'Standard_DC4as_v5'
    }
    securityProfile: {
      securityType: 'ConfidentialVM'
      uefiSettings: {
        secureBootEnabled: true
        vTpmEnabled: true
      }
    }
  }
}
