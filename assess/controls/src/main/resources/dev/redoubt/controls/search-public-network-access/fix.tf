resource "azurerm_search_service" "credit" {
  public_network_access_enabled = false
}
