package dev.redoubt.gate;

import dev.redoubt.gate.EnvironmentRequirements.ApprovalRule;
import dev.redoubt.gate.GateInput.Review;
import dev.redoubt.gate.RequirementResult.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks the requirement on approvals, and rejections, of a version.
///
/// One approval is counted for each reviewer: the latest that they were entitled to give since
/// their last rejection, unless it is withdrawn. Withdrawing it does not restore earlier ones. A
/// rejection ends earlier approvals by the same reviewer, and a valid approval ends a rejection; an
/// invalid approval ends nothing.
final class ReviewChecks {

  private ReviewChecks() {}

  /// Why an approval is not counted; those that are closest to being valid come first.
  private enum Flaw {
    NONE,
    EXPIRED,
    VERSION,
    AUTHOR,
    PERSONA
  }

  /// Reviews by one reviewer for the environment, latest first.
  private record Reviewer(List<Review> reviews) {

    /// Empty if the latest approval, or the rejection after it, was withdrawn.
    Optional<Evidence> approval(GateInput input, ApprovalRule rule) {
      List<Review> since = reviews.stream().takeWhile(each -> !each.isRejection()).toList();
      for (Review each : since) {
        if (isEntitled(input, each.evidence())) {
          return each.withdrawn() ? Optional.empty() : Optional.of(each.evidence());
        }
      }
      return since.stream()
          .filter(each -> !each.withdrawn())
          .map(Review::evidence)
          .min(Comparator.comparing(each -> flaw(input, rule, each)));
    }

    /// Returns a rejection that no later approval has ended.
    Optional<Evidence> rejection(GateInput input) {
      return reviews.stream()
          .filter(each -> !each.withdrawn())
          .filter(each -> each.isRejection() || isEntitled(input, each.evidence()))
          .findFirst()
          .filter(Review::isRejection)
          .map(Review::evidence);
    }
  }

  /// A rejection in force blocks the version, whether or not approvals are required.
  static List<RequirementResult> check(GateInput input) {
    List<Reviewer> reviewers = reviewers(input);
    List<RequirementResult> all = new ArrayList<>();
    input.requirements().approvals().ifPresent(rule -> all.add(approvals(input, rule, reviewers)));
    reviewers.forEach(
        reviewer -> reviewer.rejection(input).map(ReviewChecks::rejected).ifPresent(all::add));
    return all;
  }

  private static RequirementResult rejected(Evidence each) {
    String reason =
        each.claim() instanceof EvidenceClaim.Rejection rejection ? rejection.reason() : "";
    return new RequirementResult(
        "rejection",
        State.FAILED,
        "rejected by `%s` at %s: %s".formatted(each.by().name(), each.time(), reason),
        List.of(each.id()));
  }

  /// Whether an approval is for this version and by an entitled reviewer. An expired approval still
  /// replaces an earlier rejection.
  private static boolean isEntitled(GateInput input, Evidence approval) {
    return isForThisVersion(input, approval)
        && input
            .requirements()
            .approvals()
            .map(rule -> flaw(input, rule, approval))
            .filter(flaw -> flaw != Flaw.NONE && flaw != Flaw.EXPIRED)
            .isEmpty();
  }

  /// Under another name, a model has another purpose.
  private static boolean isForThisVersion(GateInput input, Evidence approval) {
    return approval.reviewed().filter(of -> of.model().equals(input.facts().model())).isPresent();
  }

  /// Returns the reviewers, the one with the latest review first.
  private static List<Reviewer> reviewers(GateInput input) {
    Map<String, List<Review>> reviews = new LinkedHashMap<>();
    for (Review each : input.reviews()) {
      reviews.computeIfAbsent(each.evidence().by().id(), _ -> new ArrayList<>()).add(each);
    }
    return reviews.values().stream().map(Reviewer::new).toList();
  }

  private static RequirementResult approvals(
      GateInput input, ApprovalRule rule, List<Reviewer> reviewers) {
    String who =
        rule.personas().isEmpty()
            ? "any reviewer"
            : EnvironmentRequirements.personas(rule.personas());
    String other = rule.notAuthor() ? " other than the author" : "";
    String required =
        "%s by %s%s %s required"
            .formatted(
                DecisionWording.counted(rule.count(), "approval"),
                who,
                other,
                rule.count() == 1 ? "is" : "are");
    if (rule.notAuthor() && input.facts().authors().isEmpty()) {
      return new RequirementResult(
          "approvals",
          State.MISSING,
          required
              + "; the authors of this version are unknown, so no reviewer can be shown to "
              + "be someone else",
          List.of());
    }
    Map<Flaw, List<Evidence>> byFlaw = new EnumMap<>(Flaw.class);
    for (Reviewer reviewer : reviewers) {
      reviewer
          .approval(input, rule)
          .ifPresent(
              one ->
                  byFlaw.computeIfAbsent(flaw(input, rule, one), _ -> new ArrayList<>()).add(one));
    }
    List<Evidence> accepted = byFlaw.getOrDefault(Flaw.NONE, List.of());
    State state =
        accepted.size() >= rule.count()
            ? State.HOLDS
            : accepted.size() + byFlaw.getOrDefault(Flaw.EXPIRED, List.of()).size() >= rule.count()
                ? State.EXPIRED
                : State.MISSING;
    return new RequirementResult(
        "approvals",
        state,
        required + "; " + summary(accepted) + allNotCounted(byFlaw, rule),
        accepted.stream().map(Evidence::id).toList());
  }

  private static Flaw flaw(GateInput input, ApprovalRule rule, Evidence each) {
    if (!GateInput.by(each, rule.personas())) {
      return Flaw.PERSONA;
    }
    boolean author =
        input.facts().authors().contains(each.by().id())
            || input.facts().author().equals(each.by().name());
    if (rule.notAuthor() && author) {
      return Flaw.AUTHOR;
    }
    if (!isForThisVersion(input, each)) {
      return Flaw.VERSION;
    }
    return input.expired(each, rule.maxAge()) ? Flaw.EXPIRED : Flaw.NONE;
  }

  private static String summary(List<Evidence> accepted) {
    if (accepted.isEmpty()) {
      return "none found";
    }
    return "%d found, by %s".formatted(accepted.size(), names(accepted));
  }

  private static String allNotCounted(Map<Flaw, List<Evidence>> byFlaw, ApprovalRule rule) {
    return notCounted(
            byFlaw.get(Flaw.PERSONA),
            " is not counted: the reviewer is not "
                + EnvironmentRequirements.personas(rule.personas()))
        + notCounted(
            byFlaw.get(Flaw.AUTHOR), " is not counted: the reviewer is an author of this version")
        + notCounted(
            byFlaw.get(Flaw.VERSION),
            " is not counted: it is for no version, or for this version under another model name")
        + notCounted(byFlaw.get(Flaw.EXPIRED), " has expired");
  }

  private static String notCounted(@Nullable List<Evidence> byFlaw, String why) {
    return byFlaw == null ? "" : "; the approval by " + names(byFlaw) + why;
  }

  private static String names(List<Evidence> all) {
    Set<String> names =
        all.stream().map(each -> each.by().name()).collect(Collectors.toCollection(TreeSet::new));
    return DecisionWording.quoted(names);
  }
}
