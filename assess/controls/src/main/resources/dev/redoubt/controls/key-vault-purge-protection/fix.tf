resource "azurerm_key_vault" "workload" {
  purge_protection_enabled   = true
  soft_delete_retention_days = 90
}
