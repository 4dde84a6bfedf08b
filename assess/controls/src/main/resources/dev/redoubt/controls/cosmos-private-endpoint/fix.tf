resource "azurerm_private_endpoint" "features" {
  name                = "pe-cosmos-example"
  location            = azurerm_resource_group.workload.location
  resource_group_name = azurerm_resource_group.workload.name
  subnet_id           = azurerm_subnet.endpoints.id

  private_service_connection {
    name                           = "pe-cosmos-example"
    private_connection_resource_id = azurerm_cosmosdb_account.features.id
    subresource_names              = ["Sql"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [azurerm_private_dns_zone.features.id]
  }
}
