package dev.redoubt.controls;

import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.detail.FrameworkDescription;
import dev.redoubt.findings.detail.FrameworkDescription.Capability;
import dev.redoubt.findings.detail.FrameworkDescription.Provision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Describes the compliance frameworks with all provisions of the mapping, also those for which the
/// catalog has no control.
public final class FrameworkDescriptions {

  private static final String OWN = "The mapping is Redoubt's own (November 2026). ";

  private final ComplianceFrameworks frameworks;
  private final List<ControlDescription> controls;

  private FrameworkDescriptions(
      ComplianceFrameworks frameworks, List<ControlDescription> controls) {
    this.frameworks = frameworks;
    this.controls = controls;
  }

  /// All frameworks.
  ///
  /// @param controls the controls of the catalog
  public static List<FrameworkDescription> of(List<ControlDescription> controls) {
    return new FrameworkDescriptions(ComplianceFrameworks.load(), controls).all();
  }

  private List<FrameworkDescription> all() {
    List<FrameworkDescription> all = new ArrayList<>();
    ComplianceFrameworks.NAMES.forEach(
        (id, name) ->
            all.add(new FrameworkDescription(id, name, mapping(id), null, provisions(id))));
    return all;
  }

  private static String mapping(String framework) {
    return OWN
        + (framework.equals("mitre-atlas")
            ? "The ids are verified against ATLAS 5.6.0."
            : "It is not verified against the text of the framework.");
  }

  private List<Provision> provisions(String framework) {
    Map<String, Set<String>> capabilities = new TreeMap<>(new ProvisionOrder());
    for (String capability : frameworks.capabilities()) {
      for (String provision :
          frameworks.provisions(List.of(capability)).getOrDefault(framework, List.of())) {
        capabilities.computeIfAbsent(provision, _ -> new LinkedHashSet<>()).add(capability);
      }
    }
    List<Provision> provisions = new ArrayList<>();
    capabilities.forEach(
        (provision, names) ->
            provisions.add(
                new Provision(
                    citation(framework, provision),
                    names.stream().map(each -> capability(each, framework, provision)).toList())));
    return provisions;
  }

  private Capability capability(String name, String framework, String provision) {
    return new Capability(
        name,
        controls.stream()
            .filter(each -> each.capabilities().contains(name))
            .filter(
                each -> each.frameworks().getOrDefault(framework, List.of()).contains(provision))
            .map(ControlDescription::id)
            .sorted()
            .toList(),
        frameworks.practices(name));
  }

  /// A provision as its framework writes it: `A.8.20`, `Article 15(5)`.
  static String citation(String framework, String provision) {
    if (!Character.isDigit(provision.charAt(0))) {
      return provision;
    }
    return switch (framework) {
      case "gdpr", "eu-ai-act" -> "Article " + provision;
      case "hipaa-164" -> "§ 164." + provision;
      case "pci-dss-4.0.1" -> "Requirement " + provision;
      case "iso-27001-2022-annex-a", "iso-42001-annex-a" -> "A." + provision.replace("-", "-A.");
      case "owasp-llm-2025" -> "LLM" + provision;
      default -> provision;
    };
  }
}
