resource "azurerm_monitor_diagnostic_setting" "workspace" {
  name                       = "to-workspace"
  target_resource_id         = azurerm_machine_learning_workspace.example.id
  log_analytics_workspace_id = azurerm_log_analytics_workspace.workload.id

  enabled_log {
    category_group = "allLogs"
  }
}
