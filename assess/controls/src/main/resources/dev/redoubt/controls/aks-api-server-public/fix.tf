resource "azurerm_kubernetes_cluster" "serve" {
  private_cluster_enabled = true
}
