metadata description = 'A private zone for each kind of endpoint, linked to the network: public names resolve to private addresses.'

import { resourceTags } from '../types.bicep'

param networkId string
param location string
param tags resourceTags

type privateZone = {
  key: string
  id: string
}

var storage = environment().suffixes.storage

var zones = {
  blob: 'privatelink.blob.${storage}'
  dfs: 'privatelink.dfs.${storage}'
  file: 'privatelink.file.${storage}'
  vault: 'privatelink.vaultcore.azure.net'
  sql: 'privatelink${environment().suffixes.sqlServerHostname}'
  cosmos: 'privatelink.documents.azure.com'
  search: 'privatelink.search.windows.net'
  factory: 'privatelink.datafactory.azure.net'
  learningApi: 'privatelink.api.azureml.ms'
  learningNotebooks: 'privatelink.notebooks.azure.net'
  images: 'privatelink.azurecr.io'
  imagesInRegion: '${location}.privatelink.azurecr.io'
  cognitiveServices: 'privatelink.cognitiveservices.azure.com'
  openAI: 'privatelink.openai.azure.com'
  aiServices: 'privatelink.services.ai.azure.com'
  monitor: 'privatelink.monitor.azure.com'
  monitorQueries: 'privatelink.oms.opinsights.azure.com'
  monitorIngestion: 'privatelink.ods.opinsights.azure.com'
  monitorAgents: 'privatelink.agentsvc.azure-automation.net'
}

resource privateZones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for zone in items(zones): {
    name: zone.value
    location: 'global'
    tags: tags
    properties: {}
  }
]

resource networkLinks 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (zone, i) in items(zones): {
    parent: privateZones[i]
    name: last(split(networkId, '/'))
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: networkId }
    }
  }
]

output zones privateZone[] = [
  for (zone, i) in items(zones): {
    key: zone.key
    id: privateZones[i].id
  }
]
