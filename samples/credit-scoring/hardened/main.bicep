metadata name = 'Credit scoring'
metadata description = 'From the loan applications that arrive to the model that scores them.'

// One file a module; this one is the table of contents, and `access.bicep` says who may do what.

import { builtInRoles, grants, lakeContainers, offlineContainers } from 'access.bicep'
import {
  classification
  customRoleGuids
  deploymentEnvironment
  entraGroup
  personaGroups
  resourceTags
} from 'types.bicep'

@description('Part of every name.')
@minLength(3)
@maxLength(6)
param workload string = 'credit'

param environment deploymentEnvironment
param location string = resourceGroup().location

@description('The team that answers for the workload; a mail address.')
param owner string

param costCenter string
param dataClassification classification = 'confidential'

@description('The repository whose protected environments may train and release, `owner/name`.')
param repository string

param personas personaGroups
param customRoleIds customRoleGuids
param databaseAdministrators entraGroup

@description('Object ids of the people who get a workstation for training.')
param workstationUsers string[] = []

@description('The account of the organisation.')
param purviewAccountId string

param modelName string = 'probability-of-default'

@description('The version that was approved.')
param modelVersion string

@description('Repository and digest.')
param preparationImage string

@description('The confidential computing enforcement policy for the image, base64.')
param preparationPolicy string

@description('Repository and digest.')
param applicationImage string

@minValue(90)
@maxValue(730)
param logRetentionInDays int = 365

var suffix = take(uniqueString(resourceGroup().id), 8)
var modelRegistryName = 'mlr-${workload}-${environment}'
var clusterName = 'train-cpu'

var tags resourceTags = {
  owner: owner
  environment: environment
  dataClassification: dataClassification
  costCenter: costCenter
  workload: workload
}

// Policies first: everything after is made under them.
module guardrails 'modules/guardrails.bicep' = {
  params: {
    modelRegistryName: modelRegistryName
    requiredTags: ['owner', 'environment', 'dataClassification', 'costCenter']
  }
}

module identities 'modules/identities.bicep' = {
  params: {
    workload: workload
    repository: repository
    location: location
    tags: tags
  }
  dependsOn: [guardrails]
}

module customRoles 'modules/custom-roles.bicep' = {
  params: {
    guids: customRoleIds
  }
}

// By stage: `identity.train.id`.
var identity = toObject(identities.outputs.all, each => each.stage)

// What the names in `access.bicep` stand for, here and now.
var directory = {
  principals: {
    ...toObject(identities.outputs.all, each => each.stage, each => { id: each.principalId, type: 'ServicePrincipal' })
    ...mapValues(personas, id => { id: id, type: 'Group' })
  }
  roles: { ...builtInRoles, ...customRoles.outputs.ids }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    workspaceName: 'log-${workload}-${environment}'
    insightsName: 'appi-${workload}-${environment}'
    scopeName: 'ampls-${workload}-${environment}'
    retentionInDays: logRetentionInDays
    logGrants: grants.logs
    insightsGrants: grants.insights
    directory: directory
    location: location
    tags: tags
  }
}

module network 'modules/network.bicep' = {
  params: {
    name: 'vnet-${workload}-${environment}'
    logAnalyticsId: monitoring.outputs.workspaceId
    location: location
    tags: tags
  }
}

module privateDns 'modules/private-dns.bicep' = {
  params: {
    networkId: network.outputs.id
    location: location
    tags: tags
  }
}

var zoneIds = toObject(privateDns.outputs.zones, zone => zone.key, zone => zone.id)

module monitoringEndpoint 'modules/private-endpoint.bicep' = {
  params: {
    serviceId: monitoring.outputs.privateLinkScopeId
    group: 'azuremonitor'
    zoneIds: [
      zoneIds.monitor
      zoneIds.monitorQueries
      zoneIds.monitorIngestion
      zoneIds.monitorAgents
      zoneIds.blob
    ]
    subnetId: network.outputs.subnetIds.sharedEndpoints
    location: location
    tags: tags
  }
}

// The vault of the encryption keys, apart from the vaults that the workspaces write into.
module keys 'modules/key-vault.bicep' = {
  params: {
    name: 'kv-${workload}-keys-${suffix}'
    keys: ['storage', 'images', 'learning', 'language', 'online-features', 'decisions', 'ingestion']
    // Indexes name the version of their key: after an automatic rotation, they would still use the old one until it expires.
    pinnedKeys: ['search']
    grants: grants.keys
    directory: directory
    subnetId: network.outputs.subnetIds.sharedEndpoints
    zoneIds: zoneIds
    logAnalyticsId: monitoring.outputs.workspaceId
    location: location
    tags: tags
  }
}

var encryption = {
  identityId: identity.encryption.id
  identityClientId: identity.encryption.clientId
  vaultName: keys.outputs.name
}

// Landing, raw and curated data, and the lending rules that explanations cite.
module lake 'modules/storage-account.bicep' = {
  params: {
    name: 'st${workload}lake${suffix}'
    hierarchicalNamespace: true
    containers: lakeContainers
    endpoints: ['blob', 'dfs']
    protect: true
    encryption: { ...encryption, keyName: 'storage' }
    grants: grants.lake
    directory: directory
    subnetId: network.outputs.subnetIds.trainingEndpoints
    zoneIds: zoneIds
    logAnalyticsId: monitoring.outputs.workspaceId
    location: location
    tags: tags
  }
}

module ingestion 'modules/ingestion.bicep' = {
  params: {
    name: 'adf-${workload}-${suffix}'
    ingestIdentityId: identity.ingest.id
    lakeName: lake.outputs.name
    purviewAccountId: purviewAccountId
    encryption: { ...encryption, keyName: 'ingestion' }
    grants: grants.factory
    directory: directory
    subnetId: network.outputs.subnetIds.trainingEndpoints
    zoneIds: zoneIds
    logAnalyticsId: monitoring.outputs.workspaceId
    location: location
    tags: tags
  }
}

module containerRegistry 'modules/container-registry.bicep' = {
  params: {
    name: 'cr${workload}${suffix}'
    encryption: { ...encryption, keyName: 'images' }
    grants: grants.images
    directory: directory
    subnetId: network.outputs.subnetIds.sharedEndpoints
    zoneIds: zoneIds
    logAnalyticsId: monitoring.outputs.workspaceId
    location: location
    tags: tags
  }
}

module preparation 'modules/confidential-preparation.bicep' = {
  params: {
    name: 'ci-${workload}-prepare'
    image: preparationImage
    enforcementPolicy: preparationPolicy
    loginServer: containerRegistry.outputs.loginServer
    featuresIdentityId: identity.features.id
    lakeName: lake.outputs.name
    subnetId: network.outputs.subnetIds.training
    location: location
    tags: tags
  }
}

module offlineStore 'modules/storage-account.bicep' = {
  params: {
    name: 'st${workload}feat${suffix}'
    hierarchicalNamespace: true
    containers: offlineContainers
    endpoints: ['blob', 'dfs']
    protect: true
    encryption: { ...encryption, keyName: 'storage' }
    grants: grants.offlineStore
    directory: directory
    subnetId: network.outputs.subnetIds.trainingEndpoints
    zoneIds: zoneIds
    logAnalyticsId: monitoring.outputs.workspaceId
    location: location
    tags: tags
  }
}

module featureStore 'modules/feature-store.bicep' = {
  params: {
    names: {
      workspace: 'mlf-${workload}-features'
      store: 'st${workload}fs${suffix}'
      vault: 'kv-${workload}-feat-${suffix}'
    }
    identityName: identity.features.name
    containerRegistryId: containerRegistry.outputs.id
    insightsId: monitoring.outputs.insightsId
    lakeId: lake.outputs.id
    offlineStoreName: offlineStore.outputs.name
    encryption: { ...encryption, keyName: 'learning' }
    grants: grants.featureStore
    directory: directory
    subnetIds: {
      workspace: network.outputs.subnetIds.trainingEndpoints
      vault: network.outputs.subnetIds.sharedEndpoints
    }
    zoneIds: zoneIds
    logAnalyticsId: monitoring.outputs.workspaceId
    location: location
    tags: tags
  }
}

module onlineFeatures 'modules/online-features.bicep' = {
  params: {
    name: 'cosmos-${workload}-${suffix}'
    writerIdentityName: identity.features.name
    readerIdentityName: identity.serve.name
    encryption: { ...encryption, keyName: 'online-features' }
    subnetId: network.outputs.subnetIds.inferenceEndpoints
    zoneIds: zoneIds
    logAnalyticsId: monitoring.outputs.workspaceId
    location: location
    tags: tags
  }
}

module modelRegistry 'modules/ml-registry.bicep' = {
  params: {
    name: modelRegistryName
    releaseIdentityId: identity.release.id
    grants: grants.models
    directory: directory
    subnetId: network.outputs.subnetIds.sharedEndpoints
    zoneIds: zoneIds
    logAnalyticsId: monitoring.outputs.workspaceId
    location: location
    tags: tags
  }
}

// Training and serving are two workspaces: what trains cannot change what serves.
module trainingWorkspace 'modules/ml-workspace.bicep' = {
  params: {
    names: {
      workspace: 'mlw-${workload}-training'
      store: 'st${workload}train${suffix}'
      vault: 'kv-${workload}-train-${suffix}'
    }
    friendlyName: 'Credit scoring: training'
    identityId: identity['training-workspace'].id
    containerRegistryId: containerRegistry.outputs.id
    insightsId: monitoring.outputs.insightsId
    targets: [
      { name: 'lake', id: lake.outputs.id, group: 'dfs' }
      { name: 'offline-store', id: offlineStore.outputs.id, group: 'dfs' }
      { name: 'feature-store', id: featureStore.outputs.id, group: 'amlworkspace' }
      { name: 'model-registry', id: modelRegistry.outputs.id, group: 'amlregistry' }
    ]
    imageBuildCompute: clusterName
    encryption: { ...encryption, keyName: 'learning' }
    grants: grants.training
    directory: directory
    subnetIds: {
      workspace: network.outputs.subnetIds.trainingEndpoints
      vault: network.outputs.subnetIds.sharedEndpoints
    }
    zoneIds: zoneIds
    logAnalyticsId: monitoring.outputs.workspaceId
    location: location
    tags: tags
  }
}

module computes 'modules/computes.bicep' = {
  params: {
    workspaceName: trainingWorkspace.outputs.name
    clusterName: clusterName
    trainIdentityId: identity.train.id
    dataScientists: workstationUsers
    location: location
    tags: tags
  }
}

module servingWorkspace 'modules/ml-workspace.bicep' = {
  params: {
    names: {
      workspace: 'mlw-${workload}-serving'
      store: 'st${workload}serve${suffix}'
      vault: 'kv-${workload}-serve-${suffix}'
    }
    friendlyName: 'Credit scoring: serving'
    identityId: identity['serving-workspace'].id
    containerRegistryId: containerRegistry.outputs.id
    insightsId: monitoring.outputs.insightsId
    targets: [
      { name: 'online-features', id: onlineFeatures.outputs.id, group: 'Sql' }
      { name: 'model-registry', id: modelRegistry.outputs.id, group: 'amlregistry' }
    ]
    encryption: { ...encryption, keyName: 'learning' }
    grants: grants.serving
    directory: directory
    subnetIds: {
      workspace: network.outputs.subnetIds.inferenceEndpoints
      vault: network.outputs.subnetIds.sharedEndpoints
    }
    zoneIds: zoneIds
    logAnalyticsId: monitoring.outputs.workspaceId
    location: location
    tags: tags
  }
}

module onlineEndpoint 'modules/online-endpoint.bicep' = {
  params: {
    workspaceName: servingWorkspace.outputs.name
    endpointName: 'score-${workload}-${suffix}'
    registryName: modelRegistry.outputs.name
    modelName: modelName
    modelVersion: modelVersion
    environmentName: 'scoring'
    environmentVersion: '4'
    serveIdentityName: identity.serve.name
    endpointGrants: grants.endpoint
    serveIdentityGrants: grants.serveIdentity
    directory: directory
    logAnalyticsId: monitoring.outputs.workspaceId
    location: location
    tags: tags
  }
}

module aiServices 'modules/ai-services.bicep' = {
  params: {
    name: 'ai-${workload}-${suffix}'
    encryption: { ...encryption, keyName: 'language' }
    grants: grants.language
    directory: directory
    subnetId: network.outputs.subnetIds.inferenceEndpoints
    zoneIds: zoneIds
    logAnalyticsId: monitoring.outputs.workspaceId
    location: location
    tags: tags
  }
}

module search 'modules/search.bicep' = {
  params: {
    name: 'srch-${workload}-${suffix}'
    lakeName: lake.outputs.name
    keysVaultName: keys.outputs.name
    grants: grants.search
    directory: directory
    subnetId: network.outputs.subnetIds.inferenceEndpoints
    zoneIds: zoneIds
    logAnalyticsId: monitoring.outputs.workspaceId
    location: location
    tags: tags
  }
}

module decisions 'modules/decisions.bicep' = {
  params: {
    serverName: 'sql-${workload}-${suffix}'
    administrators: databaseAdministrators
    encryption: { ...encryption, keyName: 'decisions' }
    subnetId: network.outputs.subnetIds.inferenceEndpoints
    zoneIds: zoneIds
    logAnalyticsId: monitoring.outputs.workspaceId
    location: location
    tags: tags
  }
}

module application 'modules/application.bicep' = {
  params: {
    environmentName: 'cae-${workload}-${environment}'
    name: 'ca-${workload}-loans'
    image: applicationImage
    loginServer: containerRegistry.outputs.loginServer
    identityName: identity.application.name
    endpointName: onlineEndpoint.outputs.name
    aiServicesName: aiServices.outputs.name
    searchName: search.outputs.name
    subnetId: network.outputs.subnetIds.inference
    logAnalyticsId: monitoring.outputs.workspaceId
    location: location
    tags: tags
  }
}

output endpointId string = onlineEndpoint.outputs.id
output lakeId string = lake.outputs.id
