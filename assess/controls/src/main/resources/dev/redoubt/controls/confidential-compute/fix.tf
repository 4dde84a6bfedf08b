resource "azurerm_kubernetes_cluster_node_pool" "enclave" {
  vm_size     = "Standard_DC8as_cc_v5"
  node_labels = { confidential = "true" }
}
