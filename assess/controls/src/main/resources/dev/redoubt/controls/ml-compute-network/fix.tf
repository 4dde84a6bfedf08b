resource "azurerm_machine_learning_compute_cluster" "train" {
  subnet_resource_id = azurerm_subnet.training.id
}
