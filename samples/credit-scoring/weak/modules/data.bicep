param lakeName string
param workspaceStoreName string
param vaultName string
param onlineFeaturesName string
param decisionsName string
param factoryName string
param purviewName string
param trainIdentityName string

// Whoever can read the template can compute it.
@secure()
#disable-next-line secure-parameter-default
param databasePassword string = 'Credit-${uniqueString(resourceGroup().id)}!'

param location string
param tags object

resource trainIdentity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: trainIdentityName
}

resource lake 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: lakeName
  location: location
  tags: tags
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  properties: {
    isHnsEnabled: true
    // For the scanner of the branch offices, which knows neither HTTPS nor a newer TLS.
    minimumTlsVersion: 'TLS1_0'
    supportsHttpsTrafficOnly: false
    allowBlobPublicAccess: true
    allowSharedKeyAccess: true
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      defaultAction: 'Allow'
      bypass: 'AzureServices'
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {}
  }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = [
  for name in ['raw', 'curated', 'demo']: {
    parent: lake::blobs
    name: name
    properties: {
      // A handful of applications for a notebook that everybody at the conference could run.
      publicAccess: name == 'demo' ? 'Container' : 'None'
    }
  }
]

// All defaults, and no tags: nobody decided anything here.
resource workspaceStore 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: workspaceStoreName
  location: location
  sku: { name: 'Standard_LRS' }
  kind: 'StorageV2'
  properties: {}
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: vaultName
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    // Policies on the vault, which its contributors may change, instead of roles. No protection against purging.
    enableRbacAuthorization: false
    accessPolicies: [
      {
        tenantId: subscription().tenantId
        objectId: trainIdentity.properties.principalId
        permissions: {
          keys: ['all']
          secrets: ['all']
        }
      }
    ]
    publicNetworkAccess: 'Enabled'
  }

  // Made once, never rotated.
  resource tokenSigning 'keys' = {
    name: 'token-signing'
    properties: {
      kty: 'RSA'
      keySize: 2048
    }
  }
}

resource onlineFeatures 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
  name: onlineFeaturesName
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [
      { locationName: location, failoverPriority: 0 }
    ]
    minimalTlsVersion: 'Tls'
    disableLocalAuth: false
    publicNetworkAccess: 'Enabled'
    // 0.0.0.0 lets every customer of Azure in, not only us.
    ipRules: [
      { ipAddressOrRange: '0.0.0.0' }
    ]
  }
}

resource decisionsServer 'Microsoft.Sql/servers@2023-08-01' = {
  name: decisionsName
  location: location
  tags: tags
  properties: {
    administratorLogin: 'creditadmin'
    administratorLoginPassword: databasePassword
    minimalTlsVersion: '1.0'
    publicNetworkAccess: 'Enabled'
  }

  resource database 'databases' = {
    name: 'decisions'
    location: location
    sku: {
      name: 'Basic'
      tier: 'Basic'
    }
    properties: {}
  }

  resource anyAzure 'firewallRules' = {
    name: 'AllowAllWindowsAzureIps'
    properties: {
      startIpAddress: '0.0.0.0'
      endIpAddress: '0.0.0.0'
    }
  }
}

// No identity: the linked service carries the account key.
resource factory 'Microsoft.DataFactory/factories@2018-06-01' = {
  name: factoryName
  location: location
  tags: tags
  properties: {
    publicNetworkAccess: 'Enabled'
  }

  resource lakeService 'linkedservices' = {
    name: 'lake'
    properties: {
      type: 'AzureBlobFS'
      typeProperties: {
        url: 'https://${lake.name}.dfs.${environment().suffixes.storage}'
        accountKey: {
          type: 'SecureString'
          value: lake.listKeys().keys[0].value
        }
      }
    }
  }
}

// A catalog of our own, beside the organisation's, with its doors open.
resource purview 'Microsoft.Purview/accounts@2021-12-01' = {
  name: purviewName
  location: location
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: {
    publicNetworkAccess: 'Enabled'
  }
}

output lakeName string = lake.name
output workspaceStoreName string = workspaceStore.name
output vaultName string = vault.name
output onlineFeaturesName string = onlineFeatures.name
