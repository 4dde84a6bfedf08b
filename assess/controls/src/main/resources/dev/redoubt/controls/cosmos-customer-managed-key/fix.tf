resource "azurerm_cosmosdb_account" "features" {
  key_vault_key_id = azurerm_key_vault_key.features.versionless_id
}
