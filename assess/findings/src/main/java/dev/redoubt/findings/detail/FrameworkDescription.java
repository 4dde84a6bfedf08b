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
  /// @param id as the framework writes it: `A.8.20`
  /// @param capabilities why it is in the mapping
  public record Provision(String id, List<Capability> capabilities) {
    public Provision {
      capabilities = List.copyOf(capabilities);
    }

    /// The ids of the controls of the catalog that map to it, sorted.
    public List<String> controls() {
      return capabilities.stream()
          .flatMap(each -> each.controls().stream())
          .distinct()
          .sorted()
          .toList();
    }
  }

  /// A part of a provision: what has to be there for the provision to be met.
  ///
  /// @param name `private-networking`
  /// @param controls the ids of the controls that judge it; empty if templates cannot show it
  /// @param practices the numbers of the best practices that are its substance
  public record Capability(String name, List<String> controls, List<Integer> practices) {
    public Capability {
      controls = List.copyOf(controls);
      practices = List.copyOf(practices);
    }
  }
}
