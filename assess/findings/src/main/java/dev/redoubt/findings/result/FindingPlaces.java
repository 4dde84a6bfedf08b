package dev.redoubt.findings.result;

import dev.redoubt.estate.DeclarationSite;
import dev.redoubt.estate.Origin;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The locations of a finding. A finding in a module of a registry also has the location where the
/// user's own files call the module, because only these can be changed.
public final class FindingPlaces {

  private FindingPlaces() {}

  /// The value that decides, or the resource if that value is in no file.
  public static Origin of(Finding finding) {
    return finding.origin().isWritten() ? finding.origin() : finding.resource().origin();
  }

  /// The location to change: in a module of a registry, where the user's files call it.
  public static Origin shown(Assessment assessment, Finding finding) {
    Origin call = callSite(assessment, finding);
    return call == null ? of(finding) : call;
  }

  /// Where the user's files call the module of a registry that has the finding; null if it is in a
  /// file of the user.
  public static @Nullable Origin callSite(Assessment assessment, Finding finding) {
    DeclarationSite site = finding.resource().site();
    if (site == null || !isExternal(assessment, of(finding))) {
      return null;
    }
    List<DeclarationSite> sites = site.fromTop();
    Origin call = null;
    for (DeclarationSite each : sites) {
      if (!each.origin().isWritten() || isExternal(assessment, each.origin())) {
        break;
      }
      call = each.origin();
    }
    return call;
  }

  /// Whether an origin is in a module of a registry or in a template spec, whose name starts with a
  /// scheme of [module
  /// references](https://learn.microsoft.com/azure/azure-resource-manager/bicep/modules).
  private static boolean isExternal(Assessment assessment, Origin origin) {
    String file = assessment.files().locate(origin).file();
    return file.startsWith("br:") || file.startsWith("ts:");
  }
}
