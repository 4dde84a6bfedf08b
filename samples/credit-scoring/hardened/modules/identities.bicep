metadata description = 'One identity a stage, none with a secret: a pipeline shows the token of its protected environment.'

import { resourceTags } from '../types.bicep'

param workload string

@description('The repository of the pipelines, `owner/name`.')
param repository string

param location string
param tags resourceTags

type stageIdentity = {
  stage: string
  id: string
  name: string
  clientId: string
  principalId: string
}

var stages = [
  'ingest'
  'features'
  'train'
  'release'
  'serve'
  'application'
  'training-workspace'
  'serving-workspace'
  'encryption'
]

// What a pipeline starts, it starts from a GitHub environment with required reviewers, not from a branch or a pull request.
var trusts = [
  { stage: 'train', environment: 'training' }
  { stage: 'release', environment: 'production' }
]

resource identities 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = [
  for stage in stages: {
    name: 'id-${workload}-${stage}'
    location: location
    tags: tags
  }
]

@batchSize(1)
resource pipelineTrust 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = [
  for trust in trusts: {
    parent: identities[indexOf(stages, trust.stage)]
    name: 'github-${trust.environment}'
    properties: {
      issuer: 'https://token.actions.githubusercontent.com'
      subject: 'repo:${repository}:environment:${trust.environment}'
      audiences: ['api://AzureADTokenExchange']
    }
  }
]

output all stageIdentity[] = [
  for (stage, i) in stages: {
    stage: stage
    id: identities[i].id
    name: identities[i].name
    clientId: identities[i].properties.clientId
    principalId: identities[i].properties.principalId
  }
]
