// Chat over our documents: search, model, storage for uploads, web front end
targetScope = 'subscription'

@allowed(['dev', 'test', 'prod'])
param stage string = 'dev'
param location string = deployment().location
param teamTags object = {
  team: 'knowledge'
}
param regions array = [
  'westeurope'
  'northeurope'
]
param apiKey string = 'change-me'
param enableSearch bool = true

var app = 'docchat'
var tags = union(teamTags, {
  environment: stage
})
var isProd = stage == 'prod'

resource rg 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${app}-${stage}'
  location: location
  tags: tags
}

module network 'modules/network.bicep' = {
  scope: rg
  name: 'network'
  params: {
    location: location
    openPorts: isProd ? ['443'] : ['443', '22', '3389']
  }
}

module uploads 'modules/storage.bicep' = [for (region, i) in regions: {
  scope: rg
  name: 'uploads-${region}'
  params: {
    name: 'st${app}${stage}${i}'
    location: region
    tags: tags
    containers: ['raw', 'clean']
    allowPublic: !isProd
  }
}]

module ai 'modules/ai.bicep' = {
  scope: rg
  name: 'ai'
  params: {
    prefix: '${app}-${stage}'
    location: location
    tags: tags
    searchSku: isProd ? 'standard' : 'free'
    deploySearch: enableSearch
  }
}

module web 'modules/web.bicep' = {
  scope: rg
  name: 'web'
  params: {
    prefix: '${app}-${stage}'
    location: location
    tags: tags
    apiKey: apiKey
    accountName: ai.outputs.accountName
  }
}

module lab 'modules/lab.bicep' = if (!isProd) {
  scope: rg
  name: 'lab'
  params: {
    prefix: '${app}${stage}'
    location: location
  }
}

output endpoint string = ai.outputs.endpoint
