resource "azurerm_container_registry" "images" {
  sku                           = "Premium"
  public_network_access_enabled = false
}
