package dev.redoubt.controls;

import dev.redoubt.estate.ResourceKey;
import dev.redoubt.findings.Assessment.Practice;
import dev.redoubt.findings.Assessment.Practice.Judged;
import dev.redoubt.findings.Assessment.Practice.NotJudged;
import dev.redoubt.findings.Assessment.PracticeState;
import dev.redoubt.findings.ControlDescription;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.PlatformFact;
import dev.redoubt.findings.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The state of one best practice according to the findings, and what it says nothing about.
final class PracticeJudgement {

  private final BestPractice practice;
  private final List<Finding> own;
  private final UnjudgedParts unjudged;
  private final PracticeGaps gaps;

  /// The number of controls of the practice in the catalog.
  private final long covered;

  /// @param controls all controls of the catalog
  PracticeJudgement(
      BestPractice practice,
      List<Finding> findings,
      List<ControlDescription> controls,
      UnjudgedParts unjudged) {
    this.practice = practice;
    this.unjudged = unjudged;
    this.own =
        findings.stream()
            .filter(finding -> finding.control().practices().contains(practice.number()))
            .toList();
    this.covered =
        controls.stream()
            .filter(control -> control.practices().contains(practice.number()))
            .count();
    this.gaps = new PracticeGaps(practice, own, controls, unjudged);
  }

  Practice practice() {
    long failed = count(Verdict.FAIL);
    long unknown = count(Verdict.UNKNOWN);
    String total = " of " + own.size() + " checks";
    if (failed > 0) {
      return practice(PracticeState.VIOLATED, failed + total + " failed" + exempted() + secrets());
    }
    if (unknown > 0) {
      return practice(PracticeState.UNKNOWN, unknown + total + " unknown" + exempted() + secrets());
    }
    if (count(Verdict.PASS) == 0) {
      return practice(isOpen() ? PracticeState.UNKNOWN : PracticeState.NOT_ASSESSED, nothing());
    }
    if (evidence() == 0) {
      return practice(
          isOpen() ? PracticeState.UNKNOWN : PracticeState.NOT_ASSESSED,
          passed()
              + ", which alone is no evidence; "
              + practice.requires()
              + missing()
              + secrets());
    }
    if (!gaps.blocking().isEmpty()) {
      return practice(
          PracticeState.UNKNOWN,
          passed() + "; not judged: " + String.join(", ", gaps.blocking()) + secrets());
    }
    return gaps.all().isEmpty()
        ? practice(PracticeState.HOLDS, passed() + "; not assessed: " + practice.notAssessed())
        : practice(
            PracticeState.HOLDS_PARTLY,
            (count(Verdict.EXEMPT) > 0 ? passed() : "holds for " + extent() + conditional())
                + "; not judged: "
                + String.join(", ", gaps.summary()));
  }

  /// Whether something that was not read or not judged may concern the practice, so that it cannot
  /// be called not assessed. What no control covers stays that in any case.
  private boolean isOpen() {
    return (covered > 0 && !unjudged.missing().isEmpty()) || !secrets().isEmpty();
  }

  /// The note if no check passed, failed or is unknown.
  private String nothing() {
    String reason;
    if (count(Verdict.EXEMPT) > 0) {
      reason = count(Verdict.EXEMPT) + " of " + own.size() + " checks exempt, none passed";
    } else if (!gaps.unselected().isEmpty()) {
      reason =
          "%d of %d controls not selected for this run"
              .formatted(gaps.unselected().size(), covered);
    } else if (isOpen()) {
      reason = "no control applies";
    } else {
      reason = practice.requires();
    }
    return reason + (covered > 0 ? missing() : "") + secrets();
  }

  private String missing() {
    return unjudged.missing().stream().map(gap -> "; " + gap.what()).collect(Collectors.joining());
  }

  private String exempted() {
    long exempt = count(Verdict.EXEMPT);
    return exempt == 0 ? "" : ", " + exempt + " exempt";
  }

  /// The facts about the platform that passes rest on.
  private String conditional() {
    List<PlatformFact> facts =
        own.stream()
            .filter(finding -> finding.verdict() == Verdict.PASS)
            .flatMap(finding -> finding.annotations().conditions().stream())
            .distinct()
            .toList();
    return facts.isEmpty()
        ? ""
        : ", conditional on "
            + facts.stream()
                .map(fact -> fact.text() + " (" + fact.owner() + ", until " + fact.expires() + ")")
                .collect(Collectors.joining(", "));
  }

  /// The places that may contain secrets, named in every state of the practice about them.
  private String secrets() {
    if (practice != BestPractice.MANAGED_IDENTITIES || unjudged.secrets().isEmpty()) {
      return "";
    }
    return "; not judged: "
        + unjudged.secrets().stream().map(NotJudged::what).collect(Collectors.joining(", "));
  }

  private String passed() {
    long passed = count(Verdict.PASS);
    return passed + (passed == 1 ? " check" : " checks") + " passed" + exempted() + conditional();
  }

  /// `12 of 15 resources`.
  private String extent() {
    long judged = own.stream().map(finding -> finding.resource().key()).distinct().count();
    boolean counts = practice.concernsAnyService() && !unjudged.uncovered().isEmpty();
    long all = judged + (counts ? unjudged.uncovered().size() : 0);
    return (counts ? judged + " of " + all : String.valueOf(judged))
        + (all == 1 ? " resource" : " resources");
  }

  private Practice practice(PracticeState state, String note) {
    List<NotJudged> notJudged = new ArrayList<>(gaps.all());
    notJudged.add(
        new NotJudged(practice.notAssessed(), "no control of Redoubt covers it", List.of()));
    return new Practice(practice.number(), practice.title(), state, note, judged(), notJudged);
  }

  private List<Judged> judged() {
    Map<String, Set<ResourceKey>> resources = new TreeMap<>();
    Map<String, Set<String>> controls = new TreeMap<>();
    for (Finding finding : own) {
      String type = finding.resource().type().toString();
      resources.computeIfAbsent(type, _ -> new HashSet<>()).add(finding.resource().key());
      controls.computeIfAbsent(type, _ -> new TreeSet<>()).add(finding.control().id());
    }
    List<Judged> judged = new ArrayList<>();
    resources.forEach(
        (type, keys) ->
            judged.add(
                new Judged(type, keys.size(), List.copyOf(controls.getOrDefault(type, Set.of())))));
    return judged;
  }

  /// The number of passes that make the practice hold.
  private long evidence() {
    return own.stream()
        .filter(finding -> finding.verdict() == Verdict.PASS)
        .filter(finding -> practice.isShownBy(finding.control().id()))
        .count();
  }

  private long count(Verdict verdict) {
    return own.stream().filter(finding -> finding.verdict() == verdict).count();
  }
}
