resource "azurerm_mssql_server" "scores" {
  minimum_tls_version = "1.2"
}
