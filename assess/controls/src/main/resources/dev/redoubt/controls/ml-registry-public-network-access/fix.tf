resource "azapi_resource" "registry" {
  type = "Microsoft.MachineLearningServices/registries@2024-10-01"
  body = {
    properties = {
      publicNetworkAccess = "Disabled"
    }
  }
}
