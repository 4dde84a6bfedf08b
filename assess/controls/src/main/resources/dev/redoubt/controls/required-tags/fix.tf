resource "azurerm_storage_account" "data" {
  tags = {
    owner       = "ml-platform"
    environment = "production"
  }
}
