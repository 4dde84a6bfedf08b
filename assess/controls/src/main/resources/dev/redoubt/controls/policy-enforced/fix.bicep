resource policyAssignment 'Microsoft.Authorization/policyAssignments@2024-04-01' = {
  name: 'no-open-storage'
  properties: {
    policyDefinitionId: subscriptionResourceId('Microsoft.Authorization/policyDefinitions', 'redoubt-storage-public-network-access')
    enforcementMode: 'Default'
    parameters: {
      effect: { value: 'Deny' }
    }
  }
}
