resource "azurerm_data_factory" "ingest" {
  public_network_enabled          = false
  managed_virtual_network_enabled = true
}
