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

/// Which provisions of the compliance frameworks a capability answers to.
public final class ComplianceFrameworks {

  /// What a report that prints provisions has to say of them.
  public static final String SOURCE =
      "provisions: Redoubt's own mapping, November 2026; MITRE ATLAS ids checked against 5.6.0, the"
          + " rest from memory of the texts: check them before you rely on them";

  /// The frameworks by id, with the name that people know.
  public static final Map<String, String> NAMES = names();

  private final Map<String, Map<String, List<String>>> byCapability;

  private ComplianceFrameworks(Map<String, Map<String, List<String>>> byCapability) {
    this.byCapability = byCapability;
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
    for (String[] row : rows.subList(1, rows.size())) {
      Map<String, List<String>> provisions = new LinkedHashMap<>();
      for (int i = 1; i < row.length; i++) {
        if (!row[i].isEmpty()) {
          provisions.put(ids[i], Arrays.asList(row[i].split(",")));
        }
      }
      table.put(row[0], provisions);
    }
    return new ComplianceFrameworks(table);
  }

  /// The names of all capabilities, in the order of the table.
  public Set<String> capabilities() {
    return Collections.unmodifiableSet(byCapability.keySet());
  }

  /// The provisions that one of the capabilities answers to, by framework id; each once.
  ///
  /// @param capabilities names from the table; an unknown one is a bug and throws
  public Map<String, List<String>> provisions(List<String> capabilities) {
    Map<String, Set<String>> union = new TreeMap<>();
    for (String capability : capabilities) {
      Map<String, List<String>> row = byCapability.get(capability);
      if (row == null) {
        throw new IllegalArgumentException("no capability is called " + capability);
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
