resource "azurerm_machine_learning_workspace" "credit" {
  managed_network {
    isolation_mode = "AllowOnlyApprovedOutbound"
  }
}
