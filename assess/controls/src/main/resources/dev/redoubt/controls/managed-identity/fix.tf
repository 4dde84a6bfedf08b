resource "azurerm_cognitive_account" "credit" {
  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.workload.id]
  }
}
