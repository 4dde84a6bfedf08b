resource "azapi_resource" "search" {
  type = "Microsoft.CognitiveServices/accounts/connections@2025-06-01"
  body = {
    properties = {
      authType = "AAD"
    }
  }
}
