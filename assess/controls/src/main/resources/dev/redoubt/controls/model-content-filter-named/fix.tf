resource "azurerm_cognitive_deployment" "chat" {
  rai_policy_name = "reviewed"
}
