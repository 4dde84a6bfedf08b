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

/// What people have said of the very version.
///
/// Of each reviewer one approval counts: the last one that they were entitled to, since they last
/// rejected it, if they have not taken it back. What it followed does not come back with that. A
/// rejection ends what the same reviewer has approved before, and an approval that counts ends a
/// rejection; an approval that does not count ends nothing.
final class ReviewChecks {

  private ReviewChecks() {}

  /// Why an approval does not count, from what is nearest to counting.
  private enum Flaw {
    NONE,
    EXPIRED,
    VERSION,
    AUTHOR,
    PERSONA
  }

  /// What one person has said for the environment, the last one first.
  private record Person(List<Review> said) {

    /// Empty if what they said last, or last against it, was taken back.
    Optional<Evidence> approval(GateInput about, ApprovalRule rule) {
      List<Review> since = said.stream().takeWhile(each -> !each.isRejection()).toList();
      for (Review each : since) {
        if (isEntitled(about, each.evidence())) {
          return each.takenBack() ? Optional.empty() : Optional.of(each.evidence());
        }
      }
      return since.stream()
          .filter(each -> !each.takenBack())
          .map(Review::evidence)
          .min(Comparator.comparing(each -> flaw(about, rule, each)));
    }

    /// One that no later approval has ended.
    Optional<Evidence> rejection(GateInput about) {
      return said.stream()
          .filter(each -> !each.takenBack())
          .filter(each -> each.isRejection() || isEntitled(about, each.evidence()))
          .findFirst()
          .filter(Review::isRejection)
          .map(Review::evidence);
    }
  }

  /// A rejection that stands holds a model back, whether approvals are asked or not.
  static List<RequirementResult> check(GateInput about) {
    List<Person> people = people(about);
    List<RequirementResult> all = new ArrayList<>();
    about.asks().approvals().ifPresent(rule -> all.add(approvals(about, rule, people)));
    people.forEach(
        person -> person.rejection(about).map(ReviewChecks::rejected).ifPresent(all::add));
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

  /// Whether an approval is of this version and by somebody who may say so. One that got old is
  /// still a change of mind.
  private static boolean isEntitled(GateInput about, Evidence approval) {
    return isOfThis(about, approval)
        && about
            .asks()
            .approvals()
            .map(rule -> flaw(about, rule, approval))
            .filter(flaw -> flaw != Flaw.NONE && flaw != Flaw.EXPIRED)
            .isEmpty();
  }

  /// Under another name a model is for something else.
  private static boolean isOfThis(GateInput about, Evidence approval) {
    return approval.reviewed().filter(of -> of.model().equals(about.facts().model())).isPresent();
  }

  /// The one who spoke last first.
  private static List<Person> people(GateInput about) {
    Map<String, List<Review>> said = new LinkedHashMap<>();
    for (Review each : about.reviews()) {
      said.computeIfAbsent(each.evidence().by().id(), _ -> new ArrayList<>()).add(each);
    }
    return said.values().stream().map(Person::new).toList();
  }

  private static RequirementResult approvals(
      GateInput about, ApprovalRule rule, List<Person> people) {
    String who =
        rule.personas().isEmpty()
            ? "any reviewer"
            : "a " + EnvironmentRequirements.personas(rule.personas());
    String other = rule.notAuthor() ? " other than the author" : "";
    String needed =
        "%s by %s%s %s required"
            .formatted(
                DecisionWording.counted(rule.count(), "approval"),
                who,
                other,
                rule.count() == 1 ? "is" : "are");
    if (rule.notAuthor() && about.facts().makers().isEmpty()) {
      return new RequirementResult(
          "approvals",
          State.MISSING,
          needed + "; the authors of this version are unknown, so no reviewer can be shown to be someone else",
          List.of());
    }
    Map<Flaw, List<Evidence>> given = new EnumMap<>(Flaw.class);
    for (Person person : people) {
      person
          .approval(about, rule)
          .ifPresent(
              one ->
                  given.computeIfAbsent(flaw(about, rule, one), _ -> new ArrayList<>()).add(one));
    }
    List<Evidence> good = given.getOrDefault(Flaw.NONE, List.of());
    State state =
        good.size() >= rule.count()
            ? State.HOLDS
            : good.size() + given.getOrDefault(Flaw.EXPIRED, List.of()).size() >= rule.count()
                ? State.EXPIRED
                : State.MISSING;
    return new RequirementResult(
        "approvals",
        state,
        needed + "; " + there(good) + others(given, rule),
        good.stream().map(Evidence::id).toList());
  }

  private static Flaw flaw(GateInput about, ApprovalRule rule, Evidence each) {
    if (!GateInput.by(each, rule.personas())) {
      return Flaw.PERSONA;
    }
    boolean author =
        about.facts().makers().contains(each.by().id())
            || about.facts().author().equals(each.by().name());
    if (rule.notAuthor() && author) {
      return Flaw.AUTHOR;
    }
    if (!isOfThis(about, each)) {
      return Flaw.VERSION;
    }
    return about.expired(each, rule.maxAge()) ? Flaw.EXPIRED : Flaw.NONE;
  }

  private static String there(List<Evidence> good) {
    if (good.isEmpty()) {
      return "none found";
    }
    return "%d found, by %s".formatted(good.size(), names(good));
  }

  private static String others(Map<Flaw, List<Evidence>> given, ApprovalRule rule) {
    return ofNoUse(
            given.get(Flaw.PERSONA),
            " is not counted: the reviewer is not a " + EnvironmentRequirements.personas(rule.personas()))
        + ofNoUse(given.get(Flaw.AUTHOR), " is not counted: the reviewer is an author of this version")
        + ofNoUse(
            given.get(Flaw.VERSION),
            " is not counted: it is for no version, or for this version under another model name")
        + ofNoUse(given.get(Flaw.EXPIRED), " has expired");
  }

  private static String ofNoUse(@Nullable List<Evidence> given, String why) {
    return given == null ? "" : "; the approval by " + names(given) + why;
  }

  private static String names(List<Evidence> all) {
    Set<String> names =
        all.stream().map(each -> each.by().name()).collect(Collectors.toCollection(TreeSet::new));
    return DecisionWording.quoted(names);
  }
}
