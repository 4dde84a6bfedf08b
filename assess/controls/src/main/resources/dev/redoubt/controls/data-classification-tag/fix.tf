resource "azurerm_storage_account" "data" {
  tags = {
    dataClassification = "general"
  }
}
