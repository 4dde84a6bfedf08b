package dev.redoubt.findings;

import dev.redoubt.estate.DeclarationSite;
import dev.redoubt.estate.Origin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Fingerprints of findings that do not depend on evaluated names, unlike [Finding#id]: the
/// control, the type of the resource, the file of the entry point, and the symbolic names of the
/// modules and of the resource. The same template with other parameter values has the same ones.
///
/// A declaration can have several resources, in a loop or without symbolic names. They are numbered
/// in the order of their lines and ids, so that the place of a resource may be taken by another
/// one; or they are told apart by their names.
public final class DeclarationFingerprints {

  private static final int HASH_BYTES = 8;

  private final Map<String, String> byFinding = new HashMap<>();

  /// Numbers the resources of a declaration.
  ///
  /// @param naming the name of a file in the fingerprint
  public DeclarationFingerprints(Assessment assessment, UnaryOperator<String> naming) {
    this(assessment, naming, false);
  }

  /// @param naming the name of a file in the fingerprint
  /// @param withNames whether the resources of a declaration are told apart by their names, if
  ///   these differ
  public DeclarationFingerprints(
      Assessment assessment, UnaryOperator<String> naming, boolean withNames) {
    Map<String, List<Finding>> byDeclaration = new HashMap<>();
    for (Finding finding : assessment.findings()) {
      byDeclaration
          .computeIfAbsent(declaration(assessment, finding, naming), _ -> new ArrayList<>())
          .add(finding);
    }
    byDeclaration.forEach(
        (declaration, findings) -> {
          findings.sort(
              Comparator.<Finding>comparingInt(each -> each.resource().origin().line())
                  .thenComparingInt(each -> each.resource().origin().column())
                  .thenComparing(each -> each.resource().key().id())
                  .thenComparing(Finding::id));
          String hash = hash(declaration);
          boolean byName = withNames && isToldApartByName(findings);
          for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            byFinding.put(
                finding.id(), hash + ":" + (byName ? hash(name(finding)) : String.valueOf(i + 1)));
          }
        });
  }

  /// Whether the names of the resources tell findings apart, and nothing else does.
  private static boolean isToldApartByName(List<Finding> findings) {
    DeclarationSite site = findings.getFirst().resource().site();
    boolean hasSymbol = site != null && !site.symbol().isEmpty();
    return !(hasSymbol && findings.size() == 1)
        && findings.stream().map(DeclarationFingerprints::name).distinct().count()
            == findings.size();
  }

  private static String name(Finding finding) {
    return finding.resource().key().namesText().toLowerCase(Locale.ROOT);
  }

  /// The fingerprint of a finding of the assessment; empty for another one.
  public String of(Finding finding) {
    return byFinding.getOrDefault(finding.id(), "");
  }

  private static String declaration(
      Assessment assessment, Finding finding, UnaryOperator<String> naming) {
    DeclarationSite site = finding.resource().site();
    List<DeclarationSite> sites = site == null ? List.of() : site.fromTop();
    Origin top = sites.isEmpty() ? finding.resource().origin() : sites.getFirst().origin();
    return String.join(
        "\n",
        finding.control().id(),
        finding.resource().type().toString().toLowerCase(Locale.ROOT),
        naming.apply(assessment.files().locate(top).file()),
        sites.stream().map(DeclarationSite::symbol).collect(Collectors.joining("/")));
  }

  /// A digest of a text, as fingerprints have it.
  public static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
