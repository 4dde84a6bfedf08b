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

/// Input of one gate decision.
///
/// @param evidence about the same digest and project, without withdrawn evidence, newest first
/// @param reviews of the same version, for the environment, latest first
/// @param keys ids of the policy's keys, as in signatures, by name
record GateInput(
    VersionFacts facts,
    List<Evidence> evidence,
    List<Review> reviews,
    EnvironmentRequirements requirements,
    Map<String, String> keys,
    String environment,
    Instant now) {

  /// By time, and within a millisecond by id, so that the order in which evidence is read does not
  /// matter.
  private static final Comparator<Evidence> NEWEST_FIRST =
      Comparator.comparing(Evidence::time).thenComparingLong(Evidence::id).reversed();

  /// By id alone: a later review answers an earlier one, whatever the clocks show.
  private static final Comparator<Evidence> LATEST_FIRST =
      Comparator.comparingLong(Evidence::id).reversed();

  /// An approval or a rejection, in force or withdrawn.
  ///
  /// @param withdrawn whether the reviewer has withdrawn it
  record Review(Evidence evidence, boolean withdrawn) {

    boolean isRejection() {
      return evidence.claim() instanceof EvidenceClaim.Rejection;
    }
  }

  static GateInput of(
      VersionFacts facts, List<Evidence> all, GatePolicy policy, String environment, Instant now) {
    EnvironmentRequirements requirements = policy.asks(environment, facts.project(), facts.model());
    Map<String, String> keys =
        policy.keys().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> hint(each.getValue())));
    Set<Long> withdrawn = withdrawn(all);
    List<Evidence> accepted =
        all.stream()
            .filter(each -> each.project().equals(facts.project()))
            .filter(each -> facts.digest().filter(each.subject()::equals).isPresent())
            .filter(each -> requirements.allowDemo() || !each.by().demo())
            .toList();
    List<Evidence> evidence =
        accepted.stream()
            .filter(each -> !each.isReview() && !withdrawn.contains(each.id()))
            .sorted(NEWEST_FIRST)
            .toList();
    List<Review> reviews =
        accepted.stream()
            .filter(each -> each.isReview() && each.claim().environment().equals(environment))
            .filter(each -> each.reviewed().filter(of -> of.id() != facts.id()).isEmpty())
            .sorted(LATEST_FIRST)
            .map(each -> new Review(each, withdrawn.contains(each.id())))
            .toList();
    return new GateInput(facts, evidence, reviews, requirements, keys, environment, now);
  }

  /// Returns the ids of withdrawn evidence.
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

  /// Returns the evidence with claims of a type, newest first.
  <C extends EvidenceClaim> Stream<Claimed<C>> all(Class<C> kind) {
    return evidence.stream()
        .filter(each -> kind.isInstance(each.claim()))
        .map(each -> new Claimed<>(each, kind.cast(each.claim())));
  }

  /// Evidence whose claim has a known type.
  record Claimed<C extends EvidenceClaim>(Evidence evidence, C claim) {

    long id() {
      return evidence.id();
    }

    String attester() {
      return "`" + evidence.by().name() + "`";
    }
  }

  /// Whether evidence has expired, by its own expiry or the maximum age of a requirement.
  boolean expired(Evidence each, Optional<Duration> maxAge) {
    return expired(each, maxAge, now);
  }

  /// The expiry is exclusive, as for a token. The maximum age is inclusive: evidence of exactly
  /// that age is accepted.
  static boolean expired(Evidence each, Optional<Duration> maxAge, Instant now) {
    return each.expires().filter(end -> !now.isBefore(end)).isPresent()
        || maxAge.filter(most -> now.isAfter(each.time().plus(most))).isPresent();
  }

  /// Whether the attester has one of the personas; true if none is required.
  static boolean by(Evidence each, Set<Persona> personas) {
    return personas.isEmpty() || each.by().personas().stream().anyMatch(personas::contains);
  }

  /// Whether evidence is signed by one of the named keys; evidence of the registry itself has the
  /// name `registry`.
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
