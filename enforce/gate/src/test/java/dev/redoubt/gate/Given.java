package dev.redoubt.gate;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.gate.move.Stage;
import dev.redoubt.gate.move.VersionStatus;
import dev.redoubt.scan.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Evidence as tests give it: each a second after the one before, all about one model.
final class Given {

  static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  static final ModelDigest DIGEST = new ModelDigest("ab".repeat(32), "cd".repeat(32));
  static final ModelDigest OTHER = new ModelDigest("ab".repeat(32), "ef".repeat(32));
  static final long ROW = 7;
  static final String TEST = "https://in-toto.io/attestation/test-result/v0.1";
  static final String FAIRNESS = "https://redoubt.dev/fairness/v1";

  final List<Evidence> all = new ArrayList<>();
  String project = "credit";
  ModelDigest digest = DIGEST;
  Optional<Reviewed> reviewed = Optional.of(new Reviewed(ROW, "scoring", 3, 1));
  Instant now = START;

  static Giver person(String name, Persona... personas) {
    return new Giver(Principal.Kind.USER, "https://issuer|" + name, name, Set.of(personas), false);
  }

  static Giver reviewer(String name) {
    return person(name, Persona.MODEL_REVIEWER);
  }

  static Giver demo(String name) {
    return new Giver(
        Principal.Kind.USER, "local|" + name, name, Set.of(Persona.MODEL_REVIEWER), true);
  }

  static final Giver PIPELINE =
      new Giver(
          Principal.Kind.WORKLOAD, "https://issuer|ci", "ci", Set.of(Persona.PIPELINE), false);

  static VersionFacts facts() {
    return new VersionFacts(
        ROW,
        "scoring",
        3,
        "credit",
        VersionStatus.READY,
        Optional.of(DIGEST),
        "alice",
        Set.of("https://issuer|alice"),
        Stage.NONE,
        List.of());
  }

  Given add(Giver by, Claim claim) {
    return add(by, claim, Optional.empty());
  }

  Given add(Giver by, Claim claim, Optional<Instant> expires) {
    now = now.plusSeconds(1);
    boolean review = claim instanceof Claim.Approval || claim instanceof Claim.Rejection;
    Optional<Reviewed> of = review ? reviewed : Optional.empty();
    all.add(new Evidence(all.size() + 1, project, digest, by, now, expires, of, claim));
    return this;
  }

  Given later(Duration duration) {
    now = now.plus(duration);
    return this;
  }

  Given scan(Verdict verdict) {
    return add(
        Giver.REGISTRY,
        new Claim.Scan(verdict, "redoubt 1", "rules", List.of("`model.pkl` imports `os`")));
  }

  Given signed() {
    return add(Giver.REGISTRY, new Claim.Signature("00", Bytes.of(new byte[] {1})));
  }

  Given tested(Claim.Outcome outcome) {
    return statement(PIPELINE, TEST, outcome, Map.of());
  }

  Given statement(Giver by, String type, Claim.Outcome outcome, Map<String, Double> metrics) {
    return add(
        by,
        new Claim.Attestation(
            type, outcome, new TreeMap<>(metrics), "{}", Optional.empty(), Optional.empty()));
  }

  Given approved(Giver by) {
    return add(by, new Claim.Approval("production", ""));
  }

  Given rejected(Giver by) {
    return add(by, new Claim.Rejection("production", "biased"));
  }

  Given withdrawn(Giver by, long id) {
    return add(by, new Claim.Withdrawal(id, "wrong"));
  }

  GateDecision decide(GatePolicy policy) {
    return Gate.decide(facts(), all, policy, "production", now);
  }
}
