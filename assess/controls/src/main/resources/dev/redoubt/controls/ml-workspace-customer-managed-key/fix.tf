resource "azurerm_machine_learning_workspace" "example" {
  encryption {
    key_vault_id = azurerm_key_vault.workload.id
    key_id       = azurerm_key_vault_key.workspace.id
  }
}
