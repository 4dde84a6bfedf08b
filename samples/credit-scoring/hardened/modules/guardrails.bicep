metadata description = 'Azure Policy, assigned before anything is made: what the templates promise, the platform refuses to undo.'

param modelRegistryName string

@description('Tags without which nothing can be made.')
param requiredTags string[]

var guardrails = [
  {
    name: 'ml-private'
    displayName: 'Machine learning workspaces are not reachable from the Internet'
    definition: '438c38d2-3772-465a-a9cc-7a6666a275ce'
    effect: 'Deny'
  }
  {
    name: 'ml-own-key'
    displayName: 'Machine learning workspaces are encrypted with a key of the workload'
    definition: 'ba769a63-b8cc-4b2d-abf6-ac33c7204be8'
    effect: 'Deny'
  }
  {
    name: 'ml-identity'
    displayName: 'Machine learning workspaces use user-assigned identities'
    definition: '5f0c7d88-c7de-45b8-ac49-db49e72eaa78'
    effect: 'Deny'
  }
  {
    name: 'compute-no-local-login'
    displayName: 'Computes have no local accounts'
    definition: 'e96a9a5f-07ca-471b-9bc5-6a0f33cbd68f'
    effect: 'Deny'
  }
  {
    name: 'own-models-only'
    displayName: 'Endpoints serve only models of the workload\'s registry'
    definition: '12e5dd16-d201-47ff-849b-8454061c293d'
    effect: 'Deny'
    parameters: {
      allowedAssetIds: { value: ['azureml://registries/${modelRegistryName}/'] }
    }
  }
  {
    name: 'ai-no-keys'
    displayName: 'AI services take no keys'
    definition: '71ef260a-8f18-47b7-abcb-62d0673d94dc'
    effect: 'Deny'
  }
  {
    name: 'ai-network'
    displayName: 'AI services restrict network access'
    definition: '037eea7a-bd0a-46c5-9a66-03aea78705d3'
    effect: 'Deny'
  }
  {
    name: 'ai-jailbreak-filter'
    displayName: 'Language models filter attempts to escape their instructions'
    definition: 'f3a9c2e0-7b4d-4d8f-9c3a-2e1f6b9a8d4e'
    effect: 'Audit'
    parameters: {
      filterName: { value: 'Jailbreak' }
    }
  }
  {
    name: 'storage-private'
    displayName: 'Storage accounts are not reachable from the Internet'
    definition: 'b2982f36-99f2-4db5-8eff-283140c09693'
    effect: 'Deny'
  }
  {
    name: 'storage-no-keys'
    displayName: 'Storage accounts take no keys'
    definition: '8c6a50c6-9ffd-4ae7-986f-5fa6111f9a54'
    effect: 'Deny'
  }
]

resource definitions 'Microsoft.Authorization/policyDefinitions@2025-03-01' existing = [
  for guardrail in guardrails: {
    scope: tenant()
    name: guardrail.definition
  }
]

resource assignments 'Microsoft.Authorization/policyAssignments@2025-03-01' = [
  for (guardrail, i) in guardrails: {
    name: guardrail.name
    properties: {
      displayName: guardrail.displayName
      policyDefinitionId: definitions[i].id
      parameters: {
        effect: { value: guardrail.effect }
        ...(guardrail.?parameters ?? {})
      }
      enforcementMode: 'Default'
    }
  }
]

resource requireTag 'Microsoft.Authorization/policyDefinitions@2025-03-01' existing = {
  scope: tenant()
  name: '871b6d14-10aa-478d-b590-94f262ecfa99'
}

resource tagAssignments 'Microsoft.Authorization/policyAssignments@2025-03-01' = [
  for tag in requiredTags: {
    name: 'tag-${toLower(tag)}'
    properties: {
      displayName: 'Every resource says its ${tag}'
      policyDefinitionId: requireTag.id
      parameters: {
        tagName: { value: tag }
      }
      enforcementMode: 'Default'
    }
  }
]
