metadata description = 'Types that the modules share.'

@export()
type deploymentEnvironment = 'dev' | 'test' | 'prod'

@export()
@description('How much harm the data could do. Decides about keys and confidential computing.')
type classification = 'public' | 'internal' | 'confidential' | 'restricted'

@export()
@description('What every resource says about itself; the guardrails refuse one that does not.')
type resourceTags = {
  owner: string
  environment: deploymentEnvironment
  dataClassification: classification
  costCenter: string
  workload: string
}

@export()
@sealed()
@description('Object ids of Entra ID groups. People join a group through access reviews, never by name here.')
type personaGroups = {
  dataScientists: string
  dataEngineers: string
  mlEngineers: string
  auditors: string
}

@export()
@sealed()
type entraGroup = {
  name: string
  objectId: string
}

@export()
@sealed()
@description('GUIDs for the roles that the workload defines. Given, not computed: whoever reviews access knows them before they exist.')
type customRoleGuids = {
  modelRelease: string
  scoreCaller: string
}

@export()
@description('Who may do what with a resource: a row of `access.bicep`.')
type roleGrant = {
  @description('A stage or a persona.')
  to: string

  role: string
}

@export()
@description('What the names in a `roleGrant` stand for.')
type accessDirectory = {
  principals: {
    *: {
      id: string
      type: 'Group' | 'ServicePrincipal'
    }
  }

  @description('Ids of role definitions.')
  roles: {
    *: string
  }
}

@export()
type storeContainer = {
  name: string
  grants: roleGrant[]
}

@export()
@description('The key that encrypts a service at rest, and the identity with which the service reaches it.')
type encryptionSettings = {
  identityId: string
  identityClientId: string
  vaultName: string
  keyName: string
}

@export()
@description('Ids of the private DNS zones, by what they are for.')
type privateZones = {
  *: string
}

@export()
@description('A workspace has a store and a vault that it shares with nobody.')
type workspaceNames = {
  @minLength(3)
  @maxLength(33)
  workspace: string

  @minLength(3)
  @maxLength(24)
  store: string

  @minLength(3)
  @maxLength(24)
  vault: string
}

@export()
type workspaceGrants = {
  workspace: roleGrant[]
  store: roleGrant[]
  vault: roleGrant[]
}

@export()
@description('Where the private endpoints of a workspace and its store go, and where that of its vault.')
type workspaceSubnets = {
  workspace: string
  vault: string
}
