package dev.redoubt.controls;

import dev.redoubt.estate.NameSegment;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.findings.Assessment.Practice.NotJudged;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the state of one best practice says nothing about.
final class PracticeGaps {

  /// The reason of a gap that is a resource type.
  private static final String NO_CONTROL = "no control covers the type";

  /// The Defender plans for the services of AI workloads, as in the control `defender-plan`.
  private static final List<String> DEFENDER_PLANS =
      List.of(
          "AI",
          "Arm",
          "CloudPosture",
          "Containers",
          "CosmosDbs",
          "KeyVaults",
          "SqlServers",
          "StorageAccounts");

  private final List<Finding> own;
  private final UnjudgedParts unjudged;
  private final List<NotJudged> all = new ArrayList<>();
  private final List<NotJudged> blocking = new ArrayList<>();
  private final List<String> unselected;

  /// @param own the findings of the controls of the practice
  /// @param controls all controls of the catalog
  PracticeGaps(
      BestPractice practice,
      List<Finding> own,
      List<ControlDescription> controls,
      UnjudgedParts unjudged) {
    this.own = own;
    this.unjudged = unjudged;
    this.unselected =
        controls.stream()
            .filter(control -> control.practices().contains(practice.number()))
            .map(ControlDescription::id)
            .filter(unjudged.unselected()::contains)
            .toList();
    all.addAll(unjudged.missing());
    all.addAll(unjudged.unread());
    if (practice.concernsAnyService()) {
      addUncoveredTypes();
    }
    if (practice == BestPractice.MANAGED_IDENTITIES) {
      all.addAll(unjudged.secrets());
    }
    if (practice == BestPractice.ROLE_ASSIGNMENTS) {
      addKeyListingRoles();
    }
    if (practice == BestPractice.DEFENDER_FOR_CLOUD && !own.isEmpty()) {
      addUndeclaredPlans();
    }
    addUnselectedControls();
    addExemptions();
    addConditions();
  }

  /// All gaps.
  List<NotJudged> all() {
    return all;
  }

  /// The gaps that keep the practice from holding even in part, as phrases.
  List<String> blocking() {
    return Stream.concat(blocking.stream(), unjudged.missing().stream())
        .map(NotJudged::what)
        .toList();
  }

  /// The ids of the controls of the practice that were not evaluated.
  List<String> unselected() {
    return unselected;
  }

  /// The gaps, with the types that no control covers as one.
  List<String> summary() {
    List<String> phrases = new ArrayList<>();
    int uncovered = 0;
    for (NotJudged gap : all) {
      if (gap.reason().equals(NO_CONTROL)) {
        uncovered += gap.items().size();
      } else {
        phrases.add(gap.what());
      }
    }
    if (uncovered > 0) {
      phrases.addFirst(
          uncovered + (uncovered == 1 ? " resource" : " resources") + " without a control");
    }
    return phrases;
  }

  /// What the configuration declares is no evidence.
  private void addConditions() {
    List<String> ids =
        own.stream()
            .filter(Finding::isOnCondition)
            .map(finding -> finding.resource().key().id())
            .distinct()
            .toList();
    if (!ids.isEmpty()) {
      all.add(
          new NotJudged(
              ids.size() + " conditional", "only declared as a fact about the platform", ids));
    }
  }

  /// What is accepted is not satisfied.
  private void addExemptions() {
    List<String> ids =
        findings(Verdict.EXEMPT).map(finding -> finding.resource().key().id()).distinct().toList();
    if (!ids.isEmpty()) {
      all.add(
          new NotJudged(
              findings(Verdict.EXEMPT).count() + " exempt",
              "an exemption accepts the violation",
              ids));
    }
  }

  private void addUndeclaredPlans() {
    List<String> plans =
        DEFENDER_PLANS.stream()
            .filter(
                plan ->
                    own.stream()
                        .map(finding -> finding.resource().key().lastName())
                        .noneMatch(NameSegment.literal(plan)::equals))
            .toList();
    if (!plans.isEmpty()) {
      all.add(
          new NotJudged(
              plans.size() + (plans.size() == 1 ? " Defender plan" : " Defender plans"),
              "not declared in the templates",
              plans));
    }
  }

  private void addUncoveredTypes() {
    Map<String, List<String>> byType = new TreeMap<>();
    for (ResourceKey key : unjudged.uncovered()) {
      byType.computeIfAbsent(key.type().toString(), _ -> new ArrayList<>()).add(key.id());
    }
    byType.forEach(
        (type, ids) -> all.add(new NotJudged(ids.size() + " `" + type + "`", NO_CONTROL, ids)));
  }

  private void addKeyListingRoles() {
    List<String> ids =
        findings(Verdict.PASS)
            .map(Finding::resource)
            .filter(KeyListingRoles::isWideAssignment)
            .map(assignment -> assignment.key().id())
            .toList();
    if (!ids.isEmpty()) {
      String what = ids.size() == 1 ? "1 role assignment" : ids.size() + " role assignments";
      blocking.add(
          new NotJudged(
              what + " that can list keys", "no control covers roles that can list keys", ids));
      all.addAll(blocking);
    }
  }

  private void addUnselectedControls() {
    if (!unselected.isEmpty()) {
      all.add(
          new NotJudged(
              unselected.size() + (unselected.size() == 1 ? " control" : " controls"),
              "not selected for this run",
              unselected));
    }
  }

  private Stream<Finding> findings(Verdict verdict) {
    return own.stream().filter(finding -> finding.verdict() == verdict);
  }
}
