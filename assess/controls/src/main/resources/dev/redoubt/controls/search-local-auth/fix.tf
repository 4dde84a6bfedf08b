resource "azurerm_search_service" "credit" {
  local_authentication_enabled = false
}
