resource "azurerm_container_app" "chat" {
  secret {
    name                = "partner"
    identity            = azurerm_user_assigned_identity.workload.id
    key_vault_secret_id = azurerm_key_vault_secret.partner.versionless_id
  }
}
