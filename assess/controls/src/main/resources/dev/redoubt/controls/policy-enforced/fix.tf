resource "azurerm_resource_group_policy_assignment" "storage" {
  enforce = true
}
