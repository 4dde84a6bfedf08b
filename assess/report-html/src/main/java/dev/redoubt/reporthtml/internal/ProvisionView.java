package dev.redoubt.reporthtml.internal;

import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.detail.FrameworkDescription;
import dev.redoubt.findings.detail.FrameworkDescription.Capability;
import dev.redoubt.findings.detail.FrameworkDescription.Provision;
import dev.redoubt.findings.detail.ProvisionStatement;
import dev.redoubt.findings.result.ProvisionEvidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// One provision of a framework: evidence, controls and statements of persons.
///
/// @param capabilities why it is in the mapping
public record ProvisionView(
    String anchor,
    String id,
    String capabilities,
    ProvisionEvidence evidence,
    List<ControlCount> controls,
    List<Statement> statements) {

  /// A control with its verdicts.
  ///
  /// @param anchor empty if the page does not have the control
  public record ControlCount(String anchor, String title, String counts) {}

  /// What a person states.
  ///
  /// @param kind `signed statement`, `unsigned claim`, `expired statement`
  /// @param isEvidence whether it is signed and has not expired
  public record Statement(
      String kind, String style, String text, Place place, boolean isEvidence) {}

  static ProvisionView of(
      FrameworkDescription framework,
      Provision provision,
      Map<String, List<Finding>> byControl,
      ReportContext context) {
    List<Finding> findings =
        provision.controls().stream()
            .flatMap(each -> byControl.getOrDefault(each, List.of()).stream())
            .toList();
    Map<String, ControlDescription> known = new HashMap<>();
    context.assessment().controls().forEach(each -> known.put(each.id(), each));
    List<ControlCount> controls = new ArrayList<>();
    for (String id : provision.controls()) {
      ControlDescription control = known.get(id);
      List<Finding> own = byControl.getOrDefault(id, List.of());
      controls.add(
          new ControlCount(
              own.isEmpty() ? "" : Anchors.control(id),
              control == null ? id : control.title(),
              control == null ? "not evaluated" : counts(own)));
    }
    return new ProvisionView(
        Anchors.provision(framework.id(), provision.id()),
        provision.id(),
        provision.capabilities().stream().map(Capability::name).collect(Collectors.joining(", ")),
        ProvisionEvidence.of(
            provision, findings, context.assessment(), context.detail().revision()),
        controls,
        statements(framework.id(), provision.id(), context));
  }

  /// Provisions that only statements name.
  static List<ProvisionView> others(FrameworkDescription framework, ReportContext context) {
    Set<String> ids = new LinkedHashSet<>();
    context.detail().statements().stream()
        .filter(each -> each.framework().equals(framework.id()))
        .forEach(each -> ids.add(each.provision()));
    framework.provisions().forEach(each -> ids.remove(each.id()));
    return ids.stream()
        .map(
            id ->
                new ProvisionView(
                    Anchors.provision(framework.id(), id),
                    id,
                    "not in the mapping",
                    new ProvisionEvidence(
                        ProvisionEvidence.State.NO_EVIDENCE,
                        ProvisionEvidence.NEEDS_PERSON,
                        List.of()),
                    List.of(),
                    statements(framework.id(), id, context)))
        .toList();
  }

  private static String counts(List<Finding> findings) {
    List<String> counts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      long number =
          findings.stream()
              .filter(each -> each.verdict() == verdict && !each.isOnCondition())
              .count();
      if (number > 0) {
        counts.add(number + " " + verdict.word());
      }
    }
    long conditional = findings.stream().filter(Finding::isOnCondition).count();
    if (conditional > 0) {
      counts.add(conditional + " on declared facts");
    }
    return counts.isEmpty() ? "applies to no resource" : String.join(", ", counts);
  }

  private static List<Statement> statements(
      String framework, String provision, ReportContext context) {
    return context.detail().statements().stream()
        .filter(each -> each.framework().equals(framework) && each.provision().equals(provision))
        .map(each -> statement(each, context))
        .toList();
  }

  private static Statement statement(ProvisionStatement each, ReportContext context) {
    boolean isExpired = each.expires().isBefore(context.today());
    String signer = each.signer();
    String by = " (" + each.owner() + (signer == null ? "" : ", signed by " + signer) + ", ";
    String until = (isExpired ? "expired on " : "until ") + each.expires() + ")";
    String kind =
        (isExpired ? "expired " : "") + (signer == null ? "unsigned claim" : "signed statement");
    return new Statement(
        kind,
        isExpired ? "expired" : signer == null ? "claim" : "supports",
        each.text() + by + until,
        context.place(each.origin()),
        signer != null && !isExpired);
  }

  ProvisionEvidence.State state() {
    return evidence.state();
  }

  /// Whether neither the files nor a signed statement support it.
  boolean isGap() {
    return switch (evidence.state()) {
      case SUPPORTS -> false;
      case NO_EVIDENCE -> statements.stream().noneMatch(Statement::isEvidence);
      case CONTRADICTS, INCONCLUSIVE, SUPPORTS_PARTLY -> true;
    };
  }

  /// The class of the style sheet.
  public String style() {
    return style(evidence.state());
  }

  static String style(ProvisionEvidence.State state) {
    return switch (state) {
      case CONTRADICTS -> "contradicts";
      case INCONCLUSIVE -> "inconclusive";
      case SUPPORTS_PARTLY -> "partial";
      case SUPPORTS -> "supports";
      case NO_EVIDENCE -> "none";
    };
  }
}
