resource "azapi_resource" "search" {
  type = "Microsoft.MachineLearningServices/workspaces/connections@2024-10-01"
  body = {
    properties = {
      authType = "AAD"
    }
  }
}
