resource "azurerm_storage_account" "data" {
  public_network_access_enabled = false
}
