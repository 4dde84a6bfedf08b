package dev.redoubt.findings.detail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A compliance framework and the provisions of it that Redoubt's capabilities map to.
///
/// @param id `iso-27001-2022-annex-a`
/// @param name with its edition: "ISO/IEC 27001:2022 Annex A"
/// @param mapping who made the mapping, when, and what was verified
/// @param reviewer who reviewed the mapping; null if nobody did
/// @param provisions in the order of the framework
public record FrameworkDescription(
    String id, String name, String mapping, @Nullable String reviewer, List<Provision> provisions) {

  public FrameworkDescription {
    provisions = List.copyOf(provisions);
  }

  /// One provision. A provision without controls has no design evidence in templates: only a person
  /// can attest it.
  ///
  /// @param id as the framework writes it: `8.20`
  /// @param capabilities why it is in the mapping: `private-networking`
  /// @param controls the ids of the controls of the catalog that map to it
  public record Provision(String id, List<String> capabilities, List<String> controls) {
    public Provision {
      capabilities = List.copyOf(capabilities);
      controls = List.copyOf(controls);
    }
  }
}
