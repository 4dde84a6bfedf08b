resource "azurerm_federated_identity_credential" "deploy" {
  issuer   = "https://token.actions.githubusercontent.com"
  subject  = "repo:contoso/example:environment:production"
  audience = ["api://AzureADTokenExchange"]
}
