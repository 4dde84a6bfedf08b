resource "azurerm_search_service" "credit" {
  customer_managed_key_enforcement_enabled = true
}
