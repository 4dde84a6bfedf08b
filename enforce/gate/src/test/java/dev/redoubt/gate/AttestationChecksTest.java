package dev.redoubt.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.keys.pem.PemKeys;
import dev.redoubt.signing.trust.PublicKeyReader;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Which attestations and signatures are accepted, and until when, with the sentences of the
/// decision.
class AttestationChecksTest {

  private static final PublicKey RELEASE = key();
  private static final PublicKey SPARE = key();
  private static final Attester REVIEWER = EvidenceBuilder.reviewer("bob");

  private static PublicKey key() {
    try {
      return KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static GatePolicy policy(String asks) {
    return TestGatePolicies.of(
        ("version: 1\nkeys:\n  release: |\n%s  spare: |\n%senvironments:\n  "
                + "production:\n    aliases: [prod]\n%s")
            .formatted(
                PemKeys.pem(RELEASE).indent(4), PemKeys.pem(SPARE).indent(4), asks.indent(4)));
  }

  private static EvidenceBuilder statement(
      EvidenceBuilder given, Attester by, Optional<PublicKey> key, Instant... end) {
    return given.add(
        by,
        new EvidenceClaim.Attestation(
            EvidenceBuilder.FAIRNESS,
            EvidenceClaim.Outcome.NONE,
            new TreeMap<>(Map.of("auc", 0.9)),
            "{}",
            key.map(PublicKeyReader::hint),
            Optional.empty()),
        end.length == 0 ? Optional.empty() : Optional.of(end[0]));
  }

  private static List<String> missing(EvidenceBuilder given, GatePolicy policy) {
    return given.decide(policy).missing();
  }

  @Test
  void acceptsStatementsSignedByRequiredKey() {
    GatePolicy policy =
        policy(
            """
            attestations:
              - {predicateType: https://redoubt.dev/fairness/v1, by: [pipeline], signedBy: [release]}
            metrics:
              - {name: auc, min: 0.8, by: [pipeline], signedBy: [release]}
            """);
    String attestation =
        "a statement `https://redoubt.dev/fairness/v1` by a pipeline signed by "
            + "`release` is required; none found";
    String metric =
        "`auc` of at least 0.8 by a pipeline signed by `release` is required; none found";
    assertThat(missing(new EvidenceBuilder(), policy)).containsExactly(attestation, metric);
    for (EvidenceBuilder each :
        List.of(
            statement(new EvidenceBuilder(), EvidenceBuilder.PIPELINE, Optional.empty()),
            statement(new EvidenceBuilder(), EvidenceBuilder.PIPELINE, Optional.of(SPARE)),
            statement(new EvidenceBuilder(), REVIEWER, Optional.of(RELEASE)))) {
      assertThat(missing(each, policy)).containsExactly(attestation, metric);
    }
    GateDecision good =
        statement(new EvidenceBuilder(), EvidenceBuilder.PIPELINE, Optional.of(RELEASE))
            .decide(policy);
    assertThat(good.allowed()).isTrue();
    assertThat(good.requirements())
        .extracting(RequirementResult::sentence)
        .contains(
            "found a statement `https://redoubt.dev/fairness/v1` by `ci`",
            "`auc` is 0.9, at least 0.8 is required");
    assertThat(good.requirements())
        .extracting(RequirementResult::name)
        .containsExactly(
            "registration", "attestation https://redoubt.dev/fairness/v1", "metric auc");
  }

  @Test
  void reportsAgeOfExpiredStatements() {
    GatePolicy policy =
        policy(
            """
            attestations:
              - {predicateType: https://redoubt.dev/fairness/v1, maxAge: 12h}
            metrics:
              - {name: auc, max: 0.95, maxAge: 90m}
            """);
    EvidenceBuilder given =
        statement(new EvidenceBuilder(), EvidenceBuilder.PIPELINE, Optional.empty());
    assertThat(given.decide(policy).allowed()).isTrue();
    given.later(Duration.ofDays(1));
    assertThat(missing(given, policy))
        .containsExactly(
            "a statement `https://redoubt.dev/fairness/v1` not older than 12 hours "
                + "is required; the latest is from 2026-11-01T00:00:01Z, by `ci`",
            "`auc` of at most 0.95 not older than 90 minutes is required; it is 0.9, by `ci`, of"
                + " 2026-11-01T00:00:01Z");
    assertThat(given.decide(policy).requirements())
        .extracting(RequirementResult::state)
        .containsExactly(
            RequirementResult.State.HOLDS,
            RequirementResult.State.EXPIRED,
            RequirementResult.State.EXPIRED);
  }

  @Test
  void statementExpiresAtItsOwnExpiry() {
    GatePolicy policy = policy("attestations: [{predicateType: https://redoubt.dev/fairness/v1}]");
    EvidenceBuilder given =
        statement(
            new EvidenceBuilder(),
            EvidenceBuilder.PIPELINE,
            Optional.empty(),
            EvidenceBuilder.START.plus(Duration.ofHours(1)));
    assertThat(given.decide(policy).allowed()).isTrue();
    assertThat(missing(given.later(Duration.ofHours(1)), policy))
        .containsExactly(
            "a statement `https://redoubt.dev/fairness/v1` is required; the latest "
                + "is from 2026-11-01T00:00:01Z, by `ci`");
  }

  @Test
  void failedStatementIsReportedAsFailedAtAnyAge() {
    GatePolicy policy =
        policy(
            "attestations: [{predicateType: https://redoubt.dev/fairness/v1, maxAge: 1h, by:"
                + " [model-reviewer, pipeline]}]");
    EvidenceBuilder given =
        new EvidenceBuilder()
            .statement(REVIEWER, EvidenceBuilder.FAIRNESS, EvidenceClaim.Outcome.FAILED, Map.of())
            .later(Duration.ofDays(2));
    assertThat(missing(given, policy))
        .containsExactly(
            "a statement `https://redoubt.dev/fairness/v1` by a model-reviewer or a pipeline that"
                + " did not fail is required; the latest is from 2026-11-01T00:00:01Z, by `bob`,"
                + " failed");
  }

  private static EvidenceBuilder signature(EvidenceBuilder given, Attester by, PublicKey key) {
    return given.add(
        by,
        new EvidenceClaim.Signature(PublicKeyReader.hint(key), ImmutableBytes.of(new byte[] {1})));
  }

  @Test
  void acceptsSignatureByAnyRequiredKey() {
    GatePolicy policy = policy("signature: {by: [release, registry], maxAge: 2d}");
    String none = "a signature by `release`, `registry` is required; none found";
    assertThat(missing(new EvidenceBuilder(), policy)).containsExactly(none);
    assertThat(missing(signature(new EvidenceBuilder(), REVIEWER, SPARE), policy))
        .containsExactly(none);
    EvidenceBuilder good =
        signature(signature(new EvidenceBuilder(), REVIEWER, RELEASE), REVIEWER, SPARE);
    assertThat(good.decide(policy).text())
        .contains("met  signed; added by `bob` at 2026-11-01T00:00:01Z");
    assertThat(new EvidenceBuilder().signed().decide(policy).allowed()).isTrue();
    // A new one that is not accepted does not hide an old one, nor an old one a new one.
    assertThat(good.decide(policy).evidence()).containsExactly(1L);
    EvidenceBuilder old =
        signature(new EvidenceBuilder(), REVIEWER, RELEASE).later(Duration.ofDays(1));
    signature(old, REVIEWER, RELEASE).later(Duration.ofDays(3));
    assertThat(missing(old, policy))
        .containsExactly(
            "a signature by `release`, `registry` not older than 2 days is required; "
                + "the latest is from 2026-11-02T00:00:02Z");
    assertThat(old.decide(policy).evidence()).containsExactly(2L);
  }

  @Test
  void reportsVerdictOfExpiredScan() {
    GatePolicy policy = policy("scan: {worst: suspicious, maxAge: 30d}");
    EvidenceBuilder given = new EvidenceBuilder().scan(dev.redoubt.scan.ScanVerdict.SUSPICIOUS);
    assertThat(given.decide(policy).text())
        .contains("met  the scan found `suspicious` by `redoubt 1` at 2026-11-01T00:00:01Z");
    assertThat(missing(given.later(Duration.ofDays(31)), policy))
        .containsExactly(
            "a scan not older than 30 days is required; the latest is `suspicious` by `redoubt 1`"
                + " at 2026-11-01T00:00:01Z");
    EvidenceBuilder quiet =
        new EvidenceBuilder()
            .add(
                Attester.REGISTRY,
                new EvidenceClaim.Scan(
                    dev.redoubt.scan.ScanVerdict.MALICIOUS, "s", "r", List.of()));
    assertThat(missing(quiet, policy))
        .containsExactly(
            "a scan verdict of `suspicious` or better is required; the scan found "
                + "`malicious` by `s` at"
                + " 2026-11-01T00:00:01Z");
  }

  @Test
  void reportsWhyApprovalsAreNotCounted() {
    GatePolicy policy =
        policy("approvals: {count: 3, personas: [model-reviewer, auditor], notAuthor: true}");
    EvidenceBuilder given =
        new EvidenceBuilder()
            .approved(EvidenceBuilder.reviewer("zoe"))
            .approved(EvidenceBuilder.person("amy", Persona.AUDITOR))
            .approved(EvidenceBuilder.person("eve", Persona.DATA_SCIENTIST))
            .add(
                EvidenceBuilder.reviewer("tom"),
                new EvidenceClaim.Approval("production", ""),
                Optional.of(EvidenceBuilder.START.plusSeconds(5)))
            .approved(EvidenceBuilder.reviewer("alice"))
            .later(Duration.ofHours(1));
    assertThat(missing(given, policy))
        .containsExactly(
            "3 approvals by a model-reviewer or an auditor other than the author are "
                + "required; 2 found, by `amy`, `zoe`; the approval by `eve` is not "
                + "counted: the reviewer is not a model-reviewer or an"
                + " auditor; the approval by `alice` is not counted: the reviewer is "
                + "an author of this version; the approval by `tom` has expired");
    assertThat(given.decide(policy).requirements())
        .extracting(RequirementResult::state)
        .containsExactly(RequirementResult.State.HOLDS, RequirementResult.State.EXPIRED);
    GatePolicy anybody = policy("approvals: {count: 1, notAuthor: false}");
    EvidenceBuilder own =
        new EvidenceBuilder().approved(EvidenceBuilder.person("alice", Persona.AUDITOR));
    assertThat(missing(new EvidenceBuilder(), anybody))
        .containsExactly("1 approval by any reviewer is required; none found");
    assertThat(own.decide(anybody).allowed()).isTrue();
  }
}
