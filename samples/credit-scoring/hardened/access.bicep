metadata description = 'Who may do what, as one table. Stages are managed identities, personas are groups of people.'

// Every grant is on one resource or one container. A data scientist cannot deploy to production; an ML engineer cannot read raw data.

import { storeContainer } from 'types.bicep'

@export()
var builtInRoles = {
  blobContributor: roleDefinitions('Storage Blob Data Contributor').id
  blobReader: roleDefinitions('Storage Blob Data Reader').id
  connectionApprover: roleDefinitions('Azure AI Enterprise Network Connection Approver').id
  cryptoServiceEncryptionUser: roleDefinitions('Key Vault Crypto Service Encryption User').id
  dataScientist: roleDefinitions('AzureML Data Scientist').id
  factoryContributor: roleDefinitions('Data Factory Contributor').id
  filePrivilegedContributor: roleDefinitions('Storage File Data Privileged Contributor').id
  identityOperator: roleDefinitions('Managed Identity Operator').id
  imagePull: roleDefinitions('AcrPull').id
  imagePush: roleDefinitions('AcrPush').id
  indexReader: roleDefinitions('Search Index Data Reader').id
  languageModelUser: roleDefinitions('Cognitive Services OpenAI User').id
  logReader: roleDefinitions('Log Analytics Data Reader').id
  metricsPublisher: roleDefinitions('Monitoring Metrics Publisher').id
  reader: roleDefinitions('Reader').id
  registryUser: roleDefinitions('AzureML Registry User').id
  secretsOfficer: roleDefinitions('Key Vault Secrets Officer').id
  workspaceAdministrator: roleDefinitions('Azure AI Administrator').id
}

// Training reads what is prepared, never what is raw.
@export()
var lakeContainers storeContainer[] = [
  {
    name: 'landing'
    grants: [
      { to: 'ingest', role: 'blobReader' }
    ]
  }
  {
    name: 'raw'
    grants: [
      { to: 'ingest', role: 'blobContributor' }
      { to: 'features', role: 'blobReader' }
    ]
  }
  {
    name: 'curated'
    grants: [
      { to: 'features', role: 'blobContributor' }
      { to: 'train', role: 'blobReader' }
      { to: 'dataScientists', role: 'blobReader' }
    ]
  }
  {
    // Read by the search service, as itself: see `modules/search.bicep`.
    name: 'rules'
    grants: []
  }
]

@export()
var offlineContainers storeContainer[] = [
  {
    name: 'offline'
    grants: [
      { to: 'features', role: 'blobContributor' }
      { to: 'train', role: 'blobReader' }
    ]
  }
]

@export()
var grants = {
  // The managed networks reach the stores through endpoints that somebody has to approve.
  lake: [
    { to: 'training-workspace', role: 'connectionApprover' }
  ]
  offlineStore: [
    { to: 'training-workspace', role: 'connectionApprover' }
  ]
  keys: [
    { to: 'encryption', role: 'cryptoServiceEncryptionUser' }
  ]
  factory: [
    { to: 'dataEngineers', role: 'factoryContributor' }
  ]
  images: [
    { to: 'features', role: 'imagePull' }
    { to: 'train', role: 'imagePull' }
    { to: 'serve', role: 'imagePull' }
    { to: 'application', role: 'imagePull' }
    { to: 'training-workspace', role: 'imagePush' }
    { to: 'serving-workspace', role: 'imagePull' }
  ]

  // Training offers a version of the model; the release, and nobody else, takes it to production.
  models: [
    { to: 'train', role: 'registryUser' }
    { to: 'release', role: 'modelRelease' }
    { to: 'serve', role: 'reader' }
    { to: 'training-workspace', role: 'connectionApprover' }
    { to: 'serving-workspace', role: 'connectionApprover' }
    { to: 'mlEngineers', role: 'reader' }
    { to: 'auditors', role: 'reader' }
  ]

  // What a workspace needs to run itself is on its own store and vault only.
  training: {
    workspace: [
      { to: 'training-workspace', role: 'workspaceAdministrator' }
      { to: 'train', role: 'dataScientist' }
      { to: 'dataScientists', role: 'dataScientist' }
      { to: 'mlEngineers', role: 'reader' }
    ]
    store: [
      { to: 'training-workspace', role: 'blobContributor' }
      { to: 'training-workspace', role: 'filePrivilegedContributor' }
    ]
    vault: [
      { to: 'training-workspace', role: 'secretsOfficer' }
    ]
  }
  serving: {
    workspace: [
      { to: 'serving-workspace', role: 'workspaceAdministrator' }
      { to: 'release', role: 'modelRelease' }
      { to: 'mlEngineers', role: 'reader' }
    ]
    store: [
      { to: 'serving-workspace', role: 'blobContributor' }
      { to: 'serving-workspace', role: 'filePrivilegedContributor' }
      { to: 'serve', role: 'blobReader' }
    ]
    vault: [
      { to: 'serving-workspace', role: 'secretsOfficer' }
    ]
  }
  featureStore: {
    workspace: [
      { to: 'features', role: 'dataScientist' }
      { to: 'train', role: 'reader' }
      { to: 'dataScientists', role: 'reader' }
    ]
    store: [
      { to: 'features', role: 'blobContributor' }
    ]
    vault: [
      { to: 'features', role: 'secretsOfficer' }
    ]
  }

  // The loan application asks for a score, for words and for rules, and can change nothing.
  endpoint: [
    { to: 'application', role: 'scoreCaller' }
  ]
  language: [
    { to: 'application', role: 'languageModelUser' }
  ]
  search: [
    { to: 'application', role: 'indexReader' }
  ]

  // A deployment runs as the serving identity, so who deploys has to be allowed to assign it.
  serveIdentity: [
    { to: 'release', role: 'identityOperator' }
  ]

  logs: [
    { to: 'mlEngineers', role: 'logReader' }
    { to: 'auditors', role: 'logReader' }
  ]
  insights: [
    { to: 'serve', role: 'metricsPublisher' }
  ]
}
