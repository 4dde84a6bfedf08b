resource site 'Microsoft.Web/sites@2023-12-01' = {
  name: 'app-example'
  location: resourceGroup().location
  kind: 'app,linux'
  properties: {
    httpsOnly: true
    siteConfig: {
      minTlsVersion: '1.2'
    }
  }
}
