package dev.redoubt.engine;

import dev.redoubt.estate.Origin;
import dev.redoubt.findings.Exemption;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.findings.Reason;
import dev.redoubt.findings.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects the findings of all deployments. A finding that several deployments share is one
/// finding that names them.
///
/// A finding keeps its id unless deployments disagree about it: then each form after the first has
/// an id of its own, which depends on the first deployment that has it.
final class DeploymentFindings {

  private static final int ID_BYTES = 8;

  /// What makes findings of different deployments one finding.
  private record Form(
      String id,
      Verdict verdict,
      Origin origin,
      Origin resource,
      @Nullable Reason reason,
      Finding.@Nullable Condition when,
      List<PlatformFact> conditions,
      @Nullable Exemption exemption) {

    static Form of(Finding finding) {
      return new Form(
          finding.id(),
          finding.verdict(),
          finding.origin(),
          finding.resource().origin(),
          finding.verdict() == Verdict.PASS ? null : finding.reason(),
          finding.when(),
          finding.annotations().conditions(),
          finding.annotations().exemption());
    }
  }

  private final Map<Form, Finding> first = new LinkedHashMap<>();
  private final Map<Form, List<String>> deployments = new HashMap<>();

  void add(String deployment, List<Finding> findings) {
    for (Finding finding : findings) {
      Form form = Form.of(finding);
      first.putIfAbsent(form, finding);
      List<String> ids = deployments.computeIfAbsent(form, _ -> new ArrayList<>(1));
      if (ids.isEmpty() || !ids.getLast().equals(deployment)) {
        ids.add(deployment);
      }
    }
  }

  /// The findings with their deployments; worst first, then in the order of the deployments.
  List<Finding> merged() {
    Set<String> taken = new HashSet<>();
    List<Finding> merged = new ArrayList<>(first.size());
    first.forEach(
        (form, finding) -> {
          List<String> ids = deployments.getOrDefault(form, List.of());
          Finding each = finding.inDeployments(ids);
          String id = form.id();
          for (int i = 0; !taken.add(id); i++) {
            id = variant(form.id(), ids.getFirst(), i);
          }
          merged.add(id.equals(form.id()) ? each : each.withId(id));
        });
    return sorted(merged);
  }

  /// Worst first; otherwise in the same order.
  private static List<Finding> sorted(List<Finding> findings) {
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(
        Comparator.comparing(Finding::verdict)
            .thenComparing(finding -> finding.control().severity(), Comparator.reverseOrder())
            .thenComparing(finding -> finding.control().layer()));
    return sorted;
  }

  private static String variant(String id, String deployment, int number) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String text = id + "\n" + deployment + "\n" + number;
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
