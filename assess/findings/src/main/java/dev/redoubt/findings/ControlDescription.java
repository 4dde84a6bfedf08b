package dev.redoubt.findings;

import java.util.List;
import java.util.Map;

/// What a report needs to know of a control.
///
/// @param id stable, lower case with dashes: `storage-public-network-access`
/// @param title one line, what is wrong when it fails: "storage account open to the Internet"
/// @param description a few sentences: what the control demands and why
/// @param practices numbers of the article's best practices (1 to 15) that it serves
/// @param remediation how to mend it
/// @param cost what mending it costs, one line
/// @param frameworks provisions by framework id: `eu-ai-act` to `15(5)`
public record ControlDescription(
    String id,
    String title,
    String description,
    Severity severity,
    DefenceLayer layer,
    List<Integer> practices,
    Remediation remediation,
    String cost,
    Map<String, List<String>> frameworks) {

  public ControlDescription {
    practices = List.copyOf(practices);
    frameworks = Map.copyOf(frameworks);
  }

  /// How to mend a violation.
  ///
  /// @param summary one line for the console: "publicNetworkAccess: 'Disabled'"
  /// @param bicep a snippet
  /// @param terraform a snippet
  public record Remediation(String summary, String bicep, String terraform) {}
}
