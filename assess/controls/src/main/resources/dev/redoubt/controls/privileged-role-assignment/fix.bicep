resource roleAssignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: '00000001-1111-4222-8333-444444444444'
  properties: {
    // Storage Blob Data Reader (2a2b9908-6ea1-4ae2-8e65-a410df84e7d1)
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1')
    principalId: reference(resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-train'), '2023-01-31').principalId
    principalType: 'ServicePrincipal'
  }
}
