resource "azurerm_cosmosdb_account" "features" {
  minimal_tls_version = "Tls12"
}
