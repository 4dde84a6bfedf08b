resource "azurerm_storage_account" "data" {
  min_tls_version            = "TLS1_2"
  https_traffic_only_enabled = true
}
