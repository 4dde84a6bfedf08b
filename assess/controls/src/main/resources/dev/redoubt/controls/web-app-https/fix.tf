resource "azurerm_linux_web_app" "front" {
  https_only = true

  site_config {
    minimum_tls_version = "1.2"
  }
}
