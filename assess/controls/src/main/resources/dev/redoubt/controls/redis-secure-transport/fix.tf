resource "azurerm_redis_cache" "features" {
  non_ssl_port_enabled = false
}
