resource "azurerm_private_endpoint" "credit" {
  name                = "pe-ai-credit"
  location            = azurerm_resource_group.workload.location
  resource_group_name = azurerm_resource_group.workload.name
  subnet_id           = azurerm_subnet.endpoints.id

  private_service_connection {
    name                           = "pe-ai-credit"
    private_connection_resource_id = azurerm_cognitive_account.credit.id
    subresource_names              = ["account"]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [azurerm_private_dns_zone.credit.id]
  }
}
