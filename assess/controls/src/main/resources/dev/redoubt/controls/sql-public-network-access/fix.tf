resource "azurerm_mssql_server" "scores" {
  public_network_access_enabled = false
}
