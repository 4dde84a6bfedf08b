resource "azurerm_role_assignment" "train" {
  scope                = azurerm_storage_account.data.id
  role_definition_name = "Storage Blob Data Reader"
  principal_id         = azurerm_user_assigned_identity.train.principal_id
  principal_type       = "ServicePrincipal"
}
