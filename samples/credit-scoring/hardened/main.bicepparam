using 'main.bicep'

param environment = 'prod'
param location = 'westeurope'
param owner = 'credit-risk@contoso.example'
param costCenter = '4711'
param dataClassification = 'confidential'
param repository = 'contoso/credit-scoring'

param personas = {
  dataScientists: '7e0f4c0a-52f5-4b3e-9a86-1d5c3ad1c001'
  dataEngineers: '7e0f4c0a-52f5-4b3e-9a86-1d5c3ad1c002'
  mlEngineers: '7e0f4c0a-52f5-4b3e-9a86-1d5c3ad1c003'
  auditors: '7e0f4c0a-52f5-4b3e-9a86-1d5c3ad1c004'
}

param databaseAdministrators = {
  name: 'sg-credit-database-administrators'
  objectId: '7e0f4c0a-52f5-4b3e-9a86-1d5c3ad1c005'
}

param workstationUsers = [
  'b3a7f1de-0c4d-4f0e-8f57-6a2d9e1b0001'
  'b3a7f1de-0c4d-4f0e-8f57-6a2d9e1b0002'
]

param customRoleIds = {
  modelRelease: '5d0c6f8e-3b9a-4c55-9d2e-7a41c0e3b101'
  scoreCaller: '5d0c6f8e-3b9a-4c55-9d2e-7a41c0e3b102'
}

param purviewAccountId = '/subscriptions/2f6f3c1e-8a57-4a0c-9b53-0d1a4e7c9b10/resourceGroups/rg-governance/providers/Microsoft.Purview/accounts/pview-contoso'

param modelVersion = '7'
param preparationImage = 'prepare@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
param applicationImage = 'loans@sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae'

// A placeholder: `az confcom acipolicygen` writes the real one for the image.
param preparationPolicy = 'cGFja2FnZSBwb2xpY3kK'
