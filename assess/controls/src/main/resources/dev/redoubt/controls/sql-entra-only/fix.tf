resource "azurerm_mssql_server" "scores" {
  azuread_administrator {
    login_username              = "sql-admins"
    object_id                   = azuread_group.sql_admins.object_id
    azuread_authentication_only = true
  }
}
