package dev.redoubt.gate;

import dev.redoubt.access.Persona;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What one decision looks at.
///
/// @param evidence about the very digest and project, without what was taken back, newest first
/// @param reviews of the very version, for the environment, the last one first
/// @param keys how signatures name the keys of the policy, by name
record GateInput(
    VersionFacts facts,
    List<Evidence> evidence,
    List<Review> reviews,
    EnvironmentRequirements asks,
    Map<String, String> keys,
    String environment,
    Instant now) {

  /// By time, and within a millisecond by id, so that no order in which it is read matters.
  private static final Comparator<Evidence> NEWEST_FIRST =
      Comparator.comparing(Evidence::time).thenComparingLong(Evidence::id).reversed();

  /// Later things that somebody says answer to earlier ones, whatever the clocks say.
  private static final Comparator<Evidence> LAST_FIRST =
      Comparator.comparingLong(Evidence::id).reversed();

  /// An approval or a rejection.
  ///
  /// @param takenBack whether its reviewer no longer says so
  record Review(Evidence evidence, boolean takenBack) {

    boolean isRejection() {
      return evidence.claim() instanceof EvidenceClaim.Rejection;
    }
  }

  static GateInput of(
      VersionFacts facts, List<Evidence> all, GatePolicy policy, String environment, Instant now) {
    EnvironmentRequirements asks = policy.asks(environment, facts.project(), facts.model());
    Map<String, String> keys =
        policy.keys().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> hint(each.getValue())));
    Set<Long> withdrawn = withdrawn(all);
    List<Evidence> counted =
        all.stream()
            .filter(each -> each.project().equals(facts.project()))
            .filter(each -> facts.digest().filter(each.subject()::equals).isPresent())
            .filter(each -> asks.allowDemo() || !each.by().demo())
            .toList();
    List<Evidence> evidence =
        counted.stream()
            .filter(each -> !each.isReview() && !withdrawn.contains(each.id()))
            .sorted(NEWEST_FIRST)
            .toList();
    List<Review> reviews =
        counted.stream()
            .filter(each -> each.isReview() && each.claim().environment().equals(environment))
            .filter(each -> each.reviewed().filter(of -> of.id() != facts.id()).isEmpty())
            .sorted(LAST_FIRST)
            .map(each -> new Review(each, withdrawn.contains(each.id())))
            .toList();
    return new GateInput(facts, evidence, reviews, asks, keys, environment, now);
  }

  /// The ids of what was taken back.
  static Set<Long> withdrawn(List<Evidence> all) {
    Set<Long> ids = new HashSet<>();
    for (Evidence each : all) {
      if (each.claim() instanceof EvidenceClaim.Withdrawal withdrawal) {
        ids.add(withdrawal.evidence());
      }
    }
    return ids;
  }

  private static String hint(PublicKey key) {
    return dev.redoubt.signing.trust.PublicKeyReader.hint(key);
  }

  /// Those of a kind, newest first, each with its claim.
  <C extends EvidenceClaim> Stream<Said<C>> all(Class<C> kind) {
    return evidence.stream()
        .filter(each -> kind.isInstance(each.claim()))
        .map(each -> new Said<>(each, kind.cast(each.claim())));
  }

  /// Evidence whose kind is known.
  record Said<C extends EvidenceClaim>(Evidence evidence, C claim) {

    long id() {
      return evidence.id();
    }

    String giver() {
      return "`" + evidence.by().name() + "`";
    }
  }

  /// Whether evidence is too old, by itself or for a rule.
  boolean expired(Evidence each, Optional<Duration> maxAge) {
    return expired(each, maxAge, now);
  }

  /// Its own end is exclusive, as that of a token is: at that instant it is over. An age is a most:
  /// what is exactly as old still counts.
  static boolean expired(Evidence each, Optional<Duration> maxAge, Instant now) {
    return each.expires().filter(end -> !now.isBefore(end)).isPresent()
        || maxAge.filter(most -> now.isAfter(each.time().plus(most))).isPresent();
  }

  /// Whether who gave it has one of some personas; true if none is asked.
  static boolean by(Evidence each, Set<Persona> personas) {
    return personas.isEmpty() || each.by().personas().stream().anyMatch(personas::contains);
  }

  /// Whether a key is that of one of some names; evidence of the registry itself is by `registry`.
  boolean signedBy(List<String> names, Evidence each, Optional<String> key) {
    for (String name : names) {
      boolean is =
          name.equals(GatePolicy.REGISTRY)
              ? each.by().id().equals(Attester.REGISTRY.id())
              : key.isPresent() && key.equals(Optional.ofNullable(keys.get(name)));
      if (is) {
        return true;
      }
    }
    return false;
  }
}
