resource "azurerm_machine_learning_workspace" "credit" {
  encryption {
    key_vault_id = azurerm_key_vault.workload.id
    key_id       = azurerm_key_vault_key.workspace.id
  }
}
