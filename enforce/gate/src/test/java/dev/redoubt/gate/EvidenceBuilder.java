package dev.redoubt.gate;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.gate.transition.VersionStatus;
import dev.redoubt.scan.ScanVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Builds evidence for tests: each piece a second after the previous one, all about one model.
final class EvidenceBuilder {

  static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  static final ModelDigest DIGEST = new ModelDigest("ab".repeat(32), "cd".repeat(32));
  static final ModelDigest OTHER = new ModelDigest("ab".repeat(32), "ef".repeat(32));
  static final long ROW = 7;
  static final String TEST = "https://in-toto.io/attestation/test-result/v0.1";
  static final String FAIRNESS = "https://redoubt.dev/fairness/v1";

  final List<Evidence> all = new ArrayList<>();
  String project = "credit";
  ModelDigest digest = DIGEST;
  Optional<ReviewedVersion> reviewed = Optional.of(new ReviewedVersion(ROW, "scoring", 3, 1));
  Instant now = START;

  static Attester person(String name, Persona... personas) {
    return new Attester(
        Principal.Kind.USER, "https://issuer|" + name, name, Set.of(personas), false);
  }

  static Attester reviewer(String name) {
    return person(name, Persona.MODEL_REVIEWER);
  }

  static Attester demo(String name) {
    return new Attester(
        Principal.Kind.USER, "local|" + name, name, Set.of(Persona.MODEL_REVIEWER), true);
  }

  static final Attester PIPELINE =
      new Attester(
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
        ModelStage.NONE,
        List.of());
  }

  EvidenceBuilder add(Attester by, EvidenceClaim claim) {
    return add(by, claim, Optional.empty());
  }

  EvidenceBuilder add(Attester by, EvidenceClaim claim, Optional<Instant> expires) {
    now = now.plusSeconds(1);
    boolean review =
        claim instanceof EvidenceClaim.Approval || claim instanceof EvidenceClaim.Rejection;
    Optional<ReviewedVersion> of = review ? reviewed : Optional.empty();
    all.add(new Evidence(all.size() + 1, project, digest, by, now, expires, of, claim));
    return this;
  }

  EvidenceBuilder later(Duration duration) {
    now = now.plus(duration);
    return this;
  }

  EvidenceBuilder scan(ScanVerdict verdict) {
    return add(
        Attester.REGISTRY,
        new EvidenceClaim.Scan(verdict, "redoubt 1", "rules", List.of("`model.pkl` imports `os`")));
  }

  EvidenceBuilder signed() {
    return add(
        Attester.REGISTRY, new EvidenceClaim.Signature("00", ImmutableBytes.of(new byte[] {1})));
  }

  EvidenceBuilder tested(EvidenceClaim.Outcome outcome) {
    return statement(PIPELINE, TEST, outcome, Map.of());
  }

  EvidenceBuilder statement(
      Attester by, String type, EvidenceClaim.Outcome outcome, Map<String, Double> metrics) {
    return add(
        by,
        new EvidenceClaim.Attestation(
            type, outcome, new TreeMap<>(metrics), "{}", Optional.empty(), Optional.empty()));
  }

  EvidenceBuilder approved(Attester by) {
    return add(by, new EvidenceClaim.Approval("production", ""));
  }

  EvidenceBuilder rejected(Attester by) {
    return add(by, new EvidenceClaim.Rejection("production", "biased"));
  }

  EvidenceBuilder withdrawn(Attester by, long id) {
    return add(by, new EvidenceClaim.Withdrawal(id, "wrong"));
  }

  GateDecision decide(GatePolicy policy) {
    return GateEvaluator.decide(facts(), all, policy, "production", now);
  }
}
