resource "azurerm_machine_learning_compute_cluster" "train" {
  node_public_ip_enabled = false
  subnet_resource_id     = azurerm_subnet.training.id
}
