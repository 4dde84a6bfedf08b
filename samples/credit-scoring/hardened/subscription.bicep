metadata description = 'What belongs to the subscription, deployed once by the platform team.'

// Defender for Cloud's plans for what the workload is made of, who is told, and the standards that the subscription is measured against.

targetScope = 'subscription'

@description('Mail address of the security operations team.')
param securityContact string

var plans = [
  { name: 'CloudPosture' }
  { name: 'AI' }
  { name: 'StorageAccounts', subPlan: 'DefenderForStorageV2' }
  { name: 'KeyVaults', subPlan: 'PerKeyVault' }
  { name: 'Containers' }
  { name: 'CosmosDbs' }
  { name: 'SqlServers' }
  { name: 'Arm', subPlan: 'PerSubscription' }
]

var standards = [
  {
    name: 'cloud-benchmark'
    displayName: 'Microsoft cloud security benchmark'
    definition: '1f3afdf9-d0c9-4c3d-847f-89da613e70a8'
  }
  {
    name: 'eu-ai-act'
    displayName: 'EU AI Act'
    definition: '1308bccf-446a-4283-a4e0-0c983fe7a572'
  }
]

// One after the other: the service refuses plans that are changed at the same time.
@batchSize(1)
resource defenderPlans 'Microsoft.Security/pricings@2024-01-01' = [
  for plan in plans: {
    name: plan.name
    properties: {
      pricingTier: 'Standard'
      subPlan: plan.?subPlan
    }
  }
]

resource contact 'Microsoft.Security/securityContacts@2023-12-01-preview' = {
  name: 'default'
  properties: {
    emails: securityContact
    isEnabled: true
    notificationsByRole: {
      state: 'On'
      roles: ['Owner']
    }
    notificationsSources: [
      { sourceType: 'Alert', minimalSeverity: 'Medium' }
      { sourceType: 'AttackPath', minimalRiskLevel: 'High' }
    ]
  }
}

resource definitions 'Microsoft.Authorization/policySetDefinitions@2025-03-01' existing = [
  for standard in standards: {
    scope: tenant()
    name: standard.definition
  }
]

resource assignments 'Microsoft.Authorization/policyAssignments@2025-03-01' = [
  for (standard, i) in standards: {
    name: standard.name
    properties: {
      displayName: standard.displayName
      policyDefinitionId: definitions[i].id
      enforcementMode: 'Default'
    }
  }
]
