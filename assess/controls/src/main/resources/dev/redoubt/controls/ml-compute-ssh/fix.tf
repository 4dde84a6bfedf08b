resource "azurerm_machine_learning_compute_cluster" "train" {
  ssh_public_access_enabled = false
}
