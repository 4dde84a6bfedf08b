resource "azurerm_machine_learning_workspace" "credit" {
  public_network_access_enabled = false
}
