package dev.redoubt.controls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The mapping of capabilities to provisions of compliance frameworks.
public final class ComplianceFrameworks {

  /// The origin and the limits of the mapping, for every text that prints provisions.
  public static final String SOURCE =
      "This mapping is Redoubt's own (November 2026). The MITRE ATLAS ids are verified against"
          + " ATLAS 5.6.0. The other provisions are not verified against the texts of the"
          + " frameworks: check them before you rely on them.";

  /// The display names of the frameworks by id.
  public static final Map<String, String> NAMES = names();

  /// The column of the table that is no framework.
  private static final String PRACTICES = "practices";

  private final Map<String, Map<String, List<String>>> byCapability;
  private final Map<String, List<Integer>> practices;

  private ComplianceFrameworks(
      Map<String, Map<String, List<String>>> byCapability, Map<String, List<Integer>> practices) {
    this.byCapability = byCapability;
    this.practices = practices;
  }

  /// Reads the table that ships with the catalog.
  public static ComplianceFrameworks load() {
    try (CatalogResources files = CatalogResources.open()) {
      return load(files);
    }
  }

  static ComplianceFrameworks load(CatalogResources files) {
    List<String[]> rows =
        files
            .text("frameworks.tsv")
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("\t", -1))
            .toList();
    String[] ids = rows.getFirst();
    Map<String, Map<String, List<String>>> table = new LinkedHashMap<>();
    Map<String, List<Integer>> practices = new LinkedHashMap<>();
    for (String[] row : rows.subList(1, rows.size())) {
      Map<String, List<String>> provisions = new LinkedHashMap<>();
      for (int i = 1; i < row.length; i++) {
        if (!row[i].isEmpty()) {
          provisions.put(ids[i], Arrays.asList(row[i].split(",")));
        }
      }
      List<String> numbers = provisions.remove(PRACTICES);
      practices.put(
          row[0], numbers == null ? List.of() : numbers.stream().map(Integer::valueOf).toList());
      table.put(row[0], provisions);
    }
    return new ComplianceFrameworks(table, practices);
  }

  /// The names of all capabilities, in the order of the table.
  public Set<String> capabilities() {
    return Collections.unmodifiableSet(byCapability.keySet());
  }

  /// The numbers of the best practices that are the substance of a capability; empty if none is.
  public List<Integer> practices(String capability) {
    return practices.getOrDefault(capability, List.of());
  }

  /// The provisions that the capabilities map to, by framework id, without duplicates.
  ///
  /// @param capabilities names from the table; an unknown one is a bug and throws
  public Map<String, List<String>> provisions(List<String> capabilities) {
    Map<String, Set<String>> union = new TreeMap<>();
    for (String capability : capabilities) {
      Map<String, List<String>> row = byCapability.get(capability);
      if (row == null) {
        throw new IllegalArgumentException("unknown capability `" + capability + "`");
      }
      row.forEach(
          (framework, provisions) ->
              union.computeIfAbsent(framework, _ -> new LinkedHashSet<>()).addAll(provisions));
    }
    Map<String, List<String>> provisions = new TreeMap<>();
    union.forEach((framework, all) -> provisions.put(framework, new ArrayList<>(all)));
    return provisions;
  }

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("gdpr", "GDPR");
    names.put("hipaa-164", "HIPAA 45 CFR 164");
    names.put("pci-dss-4.0.1", "PCI DSS 4.0.1");
    names.put("iso-27001-2022-annex-a", "ISO/IEC 27001:2022 Annex A");
    names.put("iso-42001-annex-a", "ISO/IEC 42001 Annex A");
    names.put("nist-ai-rmf", "NIST AI RMF");
    names.put("eu-ai-act", "EU AI Act");
    names.put("mitre-atlas", "MITRE ATLAS 5.6.0");
    names.put("owasp-llm-2025", "OWASP Top 10 for LLM 2025");
    return Collections.unmodifiableMap(names);
  }
}
