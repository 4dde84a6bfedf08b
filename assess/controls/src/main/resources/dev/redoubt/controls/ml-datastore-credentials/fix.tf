resource "azurerm_machine_learning_datastore_blobstorage" "training" {
  service_data_auth_identity = "WorkspaceSystemAssignedIdentity"
}
