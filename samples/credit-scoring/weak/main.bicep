metadata name = 'Credit scoring, in a hurry'
metadata description = 'The same workload as a team builds it that wants a first model by Friday.'

// Nothing here is invented for the occasion: each line is a default, the setting of a quick start, or a way around an error message.
// ../../README.md has the list.

@maxLength(6)
param workload string = 'credit'

param location string = resourceGroup().location
param repository string = 'contoso/credit-scoring'

var suffix = take(uniqueString(resourceGroup().id), 8)

// No owner and no cost center.
var tags = {
  environment: 'prod'
  dataClassification: 'confidential'
}

module network 'modules/network.bicep' = {
  params: {
    name: 'vnet-${workload}'
    location: location
    tags: tags
  }
}

module access 'modules/access.bicep' = {
  params: {
    trainIdentityName: 'id-${workload}-train'
    repository: repository
    location: location
    tags: tags
  }
}

module data 'modules/data.bicep' = {
  params: {
    lakeName: 'st${workload}lake${suffix}'
    workspaceStoreName: 'st${workload}ml${suffix}'
    vaultName: 'kv-${workload}-${suffix}'
    onlineFeaturesName: 'cosmos-${workload}-${suffix}'
    decisionsName: 'sql-${workload}-${suffix}'
    factoryName: 'adf-${workload}-${suffix}'
    purviewName: 'pview-${workload}-${suffix}'
    trainIdentityName: access.outputs.trainIdentityName
    location: location
    tags: tags
  }
}

module language 'modules/language.bicep' = {
  params: {
    name: 'ai-${workload}-${suffix}'
    searchName: 'srch-${workload}-${suffix}'
    location: location
    tags: tags
  }
}

module learning 'modules/learning.bicep' = {
  params: {
    trainingName: 'mlw-${workload}-training'
    servingName: 'mlw-${workload}-serving'
    featureStoreName: 'mlf-${workload}'
    modelRegistryName: 'mlr-${workload}'
    containerRegistryName: 'cr${workload}${suffix}'
    insightsName: 'appi-${workload}'
    endpointName: 'score-${workload}-${suffix}'
    storeName: data.outputs.workspaceStoreName
    lakeName: data.outputs.lakeName
    vaultName: data.outputs.vaultName
    languageName: language.outputs.name
    trainIdentityId: access.outputs.trainIdentityId
    location: location
    tags: tags
  }
}

module application 'modules/application.bicep' = {
  params: {
    workload: workload
    suffix: suffix
    containerRegistryName: learning.outputs.containerRegistryName
    languageName: language.outputs.name
    onlineFeaturesName: data.outputs.onlineFeaturesName
    subnetId: network.outputs.inferenceSubnetId
    location: location
    tags: tags
  }
}
