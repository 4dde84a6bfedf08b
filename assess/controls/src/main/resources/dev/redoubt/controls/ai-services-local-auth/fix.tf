resource "azurerm_cognitive_account" "example" {
  local_auth_enabled = false
}
