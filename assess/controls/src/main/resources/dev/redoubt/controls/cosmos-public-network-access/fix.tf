resource "azurerm_cosmosdb_account" "features" {
  public_network_access_enabled = false
}
