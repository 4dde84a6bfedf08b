resource "azurerm_cognitive_account_rai_policy" "strict" {
  content_filter {
    name               = "Hate"
    source             = "Completion"
    filter_enabled     = true
    block_enabled      = true
    severity_threshold = "Medium"
  }
}
