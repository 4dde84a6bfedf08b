resource "azurerm_mssql_server_transparent_data_encryption" "scores" {
  server_id        = azurerm_mssql_server.scores.id
  key_vault_key_id = azurerm_key_vault_key.sql.id
}
