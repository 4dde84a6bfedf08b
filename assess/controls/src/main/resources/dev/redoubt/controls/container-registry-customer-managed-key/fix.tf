resource "azurerm_container_registry" "images" {
  encryption {
    key_vault_key_id   = azurerm_key_vault_key.images.id
    identity_client_id = azurerm_user_assigned_identity.keys.client_id
  }
}
