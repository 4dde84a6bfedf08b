package dev.redoubt.findings;

import java.util.List;
import java.util.Map;

/// The description of a control, as reports show it.
///
/// @param id stable, lower case with dashes: `storage-public-network-access`
/// @param title one line, the violation: "storage account open to the Internet"
/// @param description a few sentences: what the control checks and why
/// @param practices numbers (1 to 15) of the best practices of the article that the control covers
/// @param remediation how to fix a violation
/// @param cost what the fix affects, one line
/// @param capabilities what the control is part of, in the words of the mapping to frameworks:
///   `private-networking`; empty if it is in no mapping
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
    List<String> capabilities,
    Map<String, List<String>> frameworks) {

  public ControlDescription {
    practices = List.copyOf(practices);
    capabilities = List.copyOf(capabilities);
    frameworks = Map.copyOf(frameworks);
  }

  /// Whether a violation of the control is a secret in a file. Reports show the place without its
  /// literals.
  public boolean isAboutSecrets() {
    return id.endsWith("-secrets") || id.endsWith("-credentials");
  }

  /// How to fix a violation.
  ///
  /// @param summary one line for the console: "publicNetworkAccess: 'Disabled'"
  /// @param bicep a snippet
  /// @param terraform a snippet
  public record Remediation(String summary, String bicep, String terraform) {}
}
