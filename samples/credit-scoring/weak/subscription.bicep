metadata description = 'Defender for Cloud as it comes: free, that is, without a sensor for any service of the workload.'

targetScope = 'subscription'

var plans = [
  'AI'
  'StorageAccounts'
  'KeyVaults'
  'Containers'
  'CosmosDbs'
  'SqlServers'
  'Arm'
  'CloudPosture'
]

@batchSize(1)
resource defenderPlans 'Microsoft.Security/pricings@2024-01-01' = [
  for plan in plans: {
    name: plan
    properties: {
      pricingTier: 'Free'
    }
  }
]
