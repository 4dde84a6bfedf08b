resource "azurerm_key_vault" "workload" {
  public_network_access_enabled = false
}
