resource "azurerm_search_service" "example" {
  public_network_access_enabled = false
}
