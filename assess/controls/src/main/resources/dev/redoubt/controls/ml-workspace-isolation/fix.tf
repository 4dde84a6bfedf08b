resource "azurerm_machine_learning_workspace" "example" {
  managed_network {
    isolation_mode = "AllowOnlyApprovedOutbound"
  }
}
