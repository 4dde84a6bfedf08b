resource "azurerm_purview_account" "catalog" {
  public_network_enabled = false
}
