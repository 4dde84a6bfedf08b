package dev.redoubt.reporthtml.internal;

import dev.redoubt.findings.Finding;
import dev.redoubt.findings.detail.FrameworkDescription;
import dev.redoubt.findings.result.ProvisionEvidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A page for each framework, for an auditor.
public record FrameworkSection(List<Framework> frameworks) {

  /// One framework.
  ///
  /// @param reviewer empty if nobody reviewed the mapping
  /// @param basis `Design evidence at commit 0123456789ab`
  /// @param counts the number of provisions in each state
  /// @param gaps the provisions of which the files show no supporting design, in their order
  public record Framework(
      String anchor,
      String name,
      String mapping,
      String reviewer,
      String basis,
      List<Count> counts,
      List<Gap> gaps,
      List<ProvisionView> provisions) {}

  /// The number of provisions in one state.
  public record Count(String state, String style, long number) {}

  /// Provisions in one state that is a gap.
  ///
  /// @param heading `Gaps: contradicted`
  public record Gap(String heading, List<ControlView.Link> provisions) {}

  static FrameworkSection of(ReportContext context) {
    Map<String, List<Finding>> byControl = new HashMap<>();
    context
        .assessment()
        .findings()
        .forEach(
            each ->
                byControl.computeIfAbsent(each.control().id(), _ -> new ArrayList<>()).add(each));
    return new FrameworkSection(
        context.detail().frameworks().stream()
            .map(each -> framework(each, byControl, context))
            .toList());
  }

  private static Framework framework(
      FrameworkDescription framework, Map<String, List<Finding>> byControl, ReportContext context) {
    List<ProvisionView> provisions =
        new ArrayList<>(
            framework.provisions().stream()
                .map(each -> ProvisionView.of(framework, each, byControl, context))
                .toList());
    provisions.addAll(ProvisionView.others(framework, context));
    String basis = ProvisionEvidence.basis(context.detail().revision());
    return new Framework(
        Anchors.framework(framework.id()),
        framework.name(),
        framework.mapping(),
        framework.reviewer() == null ? "" : framework.reviewer(),
        Character.toUpperCase(basis.charAt(0)) + basis.substring(1),
        counts(provisions),
        gaps(provisions),
        provisions);
  }

  private static List<Count> counts(List<ProvisionView> provisions) {
    List<Count> counts = new ArrayList<>();
    for (ProvisionEvidence.State state : ProvisionEvidence.State.values()) {
      long number = provisions.stream().filter(each -> each.state() == state).count();
      if (number > 0) {
        counts.add(new Count(state.word(), ProvisionView.style(state), number));
      }
    }
    return counts;
  }

  private static String gap(ProvisionEvidence.State state) {
    return switch (state) {
      case CONTRADICTS -> "contradicted";
      case INCONCLUSIVE -> "not decided";
      case SUPPORTS_PARTLY -> "supported only in part";
      case SUPPORTS -> "supported";
      case NO_EVIDENCE -> "no evidence";
    };
  }

  private static List<Gap> gaps(List<ProvisionView> provisions) {
    List<Gap> gaps = new ArrayList<>();
    for (ProvisionEvidence.State state : ProvisionEvidence.State.values()) {
      List<ControlView.Link> links =
          provisions.stream()
              .filter(each -> each.state() == state && each.isGap())
              .map(each -> new ControlView.Link(each.anchor(), each.id()))
              .toList();
      if (!links.isEmpty()) {
        gaps.add(new Gap("Gaps: " + gap(state), links));
      }
    }
    return gaps;
  }
}
