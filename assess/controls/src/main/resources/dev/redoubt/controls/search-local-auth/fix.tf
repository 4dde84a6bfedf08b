resource "azurerm_search_service" "example" {
  local_authentication_enabled = false
}
