resource "azapi_resource" "score" {
  type = "Microsoft.MachineLearningServices/workspaces/onlineEndpoints@2024-10-01"
  body = {
    properties = {
      publicNetworkAccess = "Disabled"
      authMode            = "AADToken"
    }
  }
}
