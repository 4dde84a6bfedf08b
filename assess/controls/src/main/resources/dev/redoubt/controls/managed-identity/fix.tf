resource "azurerm_cognitive_account" "example" {
  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.workload.id]
  }
}
