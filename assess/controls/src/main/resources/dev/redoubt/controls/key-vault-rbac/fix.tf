resource "azurerm_key_vault" "workload" {
  rbac_authorization_enabled = true
}
