resource "azurerm_cognitive_account" "example" {
  identity {
    type = "SystemAssigned"
  }
}
