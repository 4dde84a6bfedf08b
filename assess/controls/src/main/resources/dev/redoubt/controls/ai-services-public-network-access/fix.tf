resource "azurerm_cognitive_account" "example" {
  public_network_access_enabled = false
}
