resource "azurerm_machine_learning_workspace" "example" {
  public_network_access_enabled = false
}
