resource "azurerm_storage_account" "data" {
  allow_nested_items_to_be_public = false
}
