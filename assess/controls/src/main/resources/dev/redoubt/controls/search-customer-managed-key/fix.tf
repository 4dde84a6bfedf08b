resource "azurerm_search_service" "example" {
  customer_managed_key_enforcement_enabled = true
}
