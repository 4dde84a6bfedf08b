resource "azurerm_storage_account" "data" {
  shared_access_key_enabled       = false
  default_to_oauth_authentication = true
}
