package dev.redoubt.registry.gate;

import dev.redoubt.registry.gate.Requirement.State;
import dev.redoubt.registry.gate.Requirements.ApprovalRule;
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

/// What people have said. A rejection ends what the same reviewer has approved before, and an
/// approval that counts ends a rejection; an approval that does not count ends nothing.
final class Reviews {

  private Reviews() {}

  /// Why an approval does not count, from what is nearest to counting.
  private enum Flaw {
    NONE,
    EXPIRED,
    AUTHOR,
    PERSONA
  }

  /// What one person has said for the environment, newest first.
  private record Person(List<Evidence> said) {

    private static boolean isRejection(Evidence each) {
      return each.claim() instanceof Claim.Rejection;
    }

    Optional<Evidence> rejection() {
      return said.stream().filter(Person::isRejection).findFirst();
    }

    /// Those that no later rejection has ended.
    List<Evidence> approvals() {
      return said.stream().takeWhile(each -> !isRejection(each)).toList();
    }
  }

  /// A rejection that stands holds a model back, whether approvals are asked or not.
  static List<Requirement> check(Case about) {
    List<Person> people = people(about);
    List<Requirement> all = new ArrayList<>();
    about.asks().approvals().ifPresent(rule -> all.add(approvals(about, rule, people)));
    people.stream()
        .filter(person -> person.approvals().stream().noneMatch(each -> lifts(about, each)))
        .forEach(person -> person.rejection().map(Reviews::rejected).ifPresent(all::add));
    return all;
  }

  private static Requirement rejected(Evidence each) {
    String reason = each.claim() instanceof Claim.Rejection rejection ? rejection.reason() : "";
    return new Requirement(
        "rejection",
        State.FAILED,
        "`%s` rejected it at %s: %s".formatted(each.by().name(), each.time(), reason),
        List.of(each.id()));
  }

  /// An approval that got old is still a change of mind.
  private static boolean lifts(Case about, Evidence approval) {
    return about
        .asks()
        .approvals()
        .map(rule -> flaw(about, rule, approval))
        .filter(flaw -> flaw == Flaw.AUTHOR || flaw == Flaw.PERSONA)
        .isEmpty();
  }

  /// The one who spoke last first.
  private static List<Person> people(Case about) {
    Map<String, List<Evidence>> said = new LinkedHashMap<>();
    for (Evidence each : about.evidence()) {
      boolean review =
          each.claim() instanceof Claim.Approval || each.claim() instanceof Claim.Rejection;
      if (review && each.claim().environment().equals(about.environment())) {
        said.computeIfAbsent(each.by().id(), _ -> new ArrayList<>()).add(each);
      }
    }
    return said.values().stream().map(Person::new).toList();
  }

  private static Requirement approvals(Case about, ApprovalRule rule, List<Person> people) {
    String who =
        rule.personas().isEmpty() ? "somebody" : "a " + Requirements.personas(rule.personas());
    String other = rule.notAuthor() ? " other than the author" : "";
    String needed =
        "%s by %s%s %s needed"
            .formatted(
                Words.counted(rule.count(), "approval"),
                who,
                other,
                rule.count() == 1 ? "is" : "are");
    if (rule.notAuthor() && about.facts().makers().isEmpty()) {
      return new Requirement(
          "approvals",
          State.MISSING,
          needed + "; who made it is not known, so that nobody can be told from its author",
          List.of());
    }
    Map<Flaw, List<Evidence>> given = new EnumMap<>(Flaw.class);
    for (Person person : people) {
      person.approvals().stream()
          .min(Comparator.comparing(each -> flaw(about, rule, each)))
          .ifPresent(
              best ->
                  given.computeIfAbsent(flaw(about, rule, best), _ -> new ArrayList<>()).add(best));
    }
    List<Evidence> good = given.getOrDefault(Flaw.NONE, List.of());
    State state =
        good.size() >= rule.count()
            ? State.HOLDS
            : good.size() + given.getOrDefault(Flaw.EXPIRED, List.of()).size() >= rule.count()
                ? State.EXPIRED
                : State.MISSING;
    return new Requirement(
        "approvals",
        state,
        needed + "; " + there(good) + others(given, rule),
        good.stream().map(Evidence::id).toList());
  }

  private static Flaw flaw(Case about, ApprovalRule rule, Evidence each) {
    if (!Case.by(each, rule.personas())) {
      return Flaw.PERSONA;
    }
    boolean author =
        about.facts().makers().contains(each.by().id())
            || about.facts().author().equals(each.by().name());
    if (rule.notAuthor() && author) {
      return Flaw.AUTHOR;
    }
    return about.expired(each, rule.maxAge()) ? Flaw.EXPIRED : Flaw.NONE;
  }

  private static String there(List<Evidence> good) {
    if (good.isEmpty()) {
      return "there is none";
    }
    return "%d %s there, by %s"
        .formatted(good.size(), good.size() == 1 ? "is" : "are", names(good));
  }

  private static String others(Map<Flaw, List<Evidence>> given, ApprovalRule rule) {
    return ofNoUse(
            given.get(Flaw.PERSONA),
            " does not count: no " + Requirements.personas(rule.personas()))
        + ofNoUse(given.get(Flaw.AUTHOR), " does not count: the author")
        + ofNoUse(given.get(Flaw.EXPIRED), " is too old");
  }

  private static String ofNoUse(@Nullable List<Evidence> given, String why) {
    return given == null ? "" : "; that of " + names(given) + why;
  }

  private static String names(List<Evidence> all) {
    Set<String> names =
        all.stream().map(each -> each.by().name()).collect(Collectors.toCollection(TreeSet::new));
    return Words.quoted(names);
  }
}
