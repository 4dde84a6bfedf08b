package dev.redoubt.fixes;

import dev.redoubt.estate.DeclarationSite;
import dev.redoubt.estate.StringValue;
import dev.redoubt.findings.Finding;
import java.util.stream.Collectors;

/// The names of resources in the sentences about fixes.
final class ResourceNames {

  private ResourceNames() {}

  /// The symbolic name; without one, the name with a placeholder for its unknown parts.
  static String of(Finding finding) {
    DeclarationSite site = finding.resource().site();
    if (site != null && !site.symbol().isEmpty()) {
      return site.symbol();
    }
    return finding.resource().key().names().stream()
        .map(each -> each.value() instanceof StringValue(var text, _) ? text : "{...}")
        .collect(Collectors.joining("/"));
  }

  /// The control and the resource of a finding.
  static String withControl(Finding finding) {
    return "`%s` for `%s`".formatted(finding.control().id(), of(finding));
  }
}
