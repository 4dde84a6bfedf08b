resource "azurerm_network_security_rule" "admin" {
  direction              = "Inbound"
  access                 = "Allow"
  source_address_prefix  = azurerm_subnet.bastion.address_prefixes[0]
  destination_port_range = "22"
}
