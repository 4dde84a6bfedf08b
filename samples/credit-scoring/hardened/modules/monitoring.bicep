metadata description = 'Where every log ends: a Log Analytics workspace that only the virtual network reaches, and without a shared key.'

import { accessDirectory, resourceTags, roleGrant } from '../types.bicep'

param workspaceName string
param insightsName string

@description('Name of the Azure Monitor private link scope.')
param scopeName string

@minValue(90)
@maxValue(730)
param retentionInDays int

param logGrants roleGrant[]
param insightsGrants roleGrant[]
param directory accessDirectory
param location string
param tags resourceTags

resource logs 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionInDays
    publicNetworkAccessForIngestion: 'Disabled'
    publicNetworkAccessForQuery: 'Disabled'
    features: {
      disableLocalAuth: true
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: logs.id
    IngestionMode: 'LogAnalytics'
    DisableLocalAuth: true
    publicNetworkAccessForIngestion: 'Disabled'
    publicNetworkAccessForQuery: 'Disabled'
  }
}

resource privateLinkScope 'Microsoft.Insights/privateLinkScopes@2021-09-01' = {
  name: scopeName
  location: 'global'
  tags: tags
  properties: {
    accessModeSettings: {
      ingestionAccessMode: 'PrivateOnly'
      queryAccessMode: 'PrivateOnly'
    }
  }

  resource logsInScope 'scopedResources' = {
    name: logs.name
    properties: {
      linkedResourceId: logs.id
    }
  }

  resource insightsInScope 'scopedResources' = {
    name: insights.name
    properties: {
      linkedResourceId: insights.id
    }
  }
}

// Who queried the logs is a log too.
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: logs
  name: 'audit'
  properties: {
    workspaceId: logs.id
    logs: [
      { categoryGroup: 'allLogs', enabled: true }
    ]
  }
}

resource logRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in logGrants: {
    scope: logs
    name: guid(logs.id, grant.to, grant.role)
    properties: {
      roleDefinitionId: directory.roles[grant.role]
      principalId: directory.principals[grant.to].id
      principalType: directory.principals[grant.to].type
    }
  }
]

resource insightsRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for grant in insightsGrants: {
    scope: insights
    name: guid(insights.id, grant.to, grant.role)
    properties: {
      roleDefinitionId: directory.roles[grant.role]
      principalId: directory.principals[grant.to].id
      principalType: directory.principals[grant.to].type
    }
  }
]

output workspaceId string = logs.id
output insightsId string = insights.id
output privateLinkScopeId string = privateLinkScope.id
