resource "azurerm_key_vault_key" "storage" {
  rotation_policy {
    expire_after = "P1Y"

    automatic {
      time_before_expiry = "P30D"
    }
  }
}
