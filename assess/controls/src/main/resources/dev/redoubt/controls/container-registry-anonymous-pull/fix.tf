resource "azurerm_container_registry" "images" {
  anonymous_pull_enabled = false
}
