resource "azurerm_cosmosdb_account" "features" {
  local_authentication_disabled = true
}
