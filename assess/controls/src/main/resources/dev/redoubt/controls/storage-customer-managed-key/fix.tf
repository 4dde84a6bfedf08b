resource "azurerm_storage_account_customer_managed_key" "data" {
  storage_account_id        = azurerm_storage_account.data.id
  key_vault_id              = azurerm_key_vault.workload.id
  key_name                  = azurerm_key_vault_key.storage.name
  user_assigned_identity_id = azurerm_user_assigned_identity.keys.id
}
