resource "azurerm_cognitive_account" "credit" {
  public_network_access_enabled = false
}
