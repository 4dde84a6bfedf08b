resource "azurerm_container_registry" "images" {
  admin_enabled = false
}
