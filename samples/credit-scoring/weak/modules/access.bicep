param trainIdentityName string
param repository string
param location string
param tags object

// One identity for everything: training, release, and the pipeline that runs both.
resource trainIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: trainIdentityName
  location: location
  tags: tags

  // Whoever can open a pull request, from a branch of the repository, can be this identity.
  resource pullRequest 'federatedIdentityCredentials' = {
    name: 'github-pull-request'
    properties: {
      issuer: 'https://token.actions.githubusercontent.com'
      subject: 'repo:${repository}:pull_request'
      audiences: ['api://AzureADTokenExchange']
    }
  }
}

var owner = roleDefinitions('Owner')

// Owner of the resource group, because the role assignment in some other template failed once.
resource trainIsOwner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, trainIdentity.name, owner.roleDefinitionId)
  properties: {
    roleDefinitionId: owner.id
    principalId: trainIdentity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource storagePrivate 'Microsoft.Authorization/policyDefinitions@2025-03-01' existing = {
  scope: tenant()
  name: 'b2982f36-99f2-4db5-8eff-283140c09693'
}

// A guardrail that only looks: assigned, and not enforced.
resource guardrail 'Microsoft.Authorization/policyAssignments@2025-03-01' = {
  name: 'storage-private'
  properties: {
    displayName: 'Storage accounts are not reachable from the Internet'
    policyDefinitionId: storagePrivate.id
    enforcementMode: 'DoNotEnforce'
  }
}

output trainIdentityName string = trainIdentity.name
output trainIdentityId string = trainIdentity.id
