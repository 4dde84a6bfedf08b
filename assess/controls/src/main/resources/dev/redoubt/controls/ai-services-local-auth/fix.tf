resource "azurerm_cognitive_account" "credit" {
  local_auth_enabled = false
}
