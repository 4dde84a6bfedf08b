package dev.redoubt.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import dev.redoubt.gate.EnvironmentRequirements.MetricRule;
import dev.redoubt.gate.RequirementResult.State;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.signing.Manifest;
import dev.redoubt.signing.SerializationMethod;
import dev.redoubt.signing.SignedResource;
import dev.redoubt.signing.digest.HashAlgorithm;
import dev.redoubt.signing.digest.ResourceDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests small value types of the gate and their display texts.
class GateValuesTest {

  @Test
  void bytesAreImmutableAndEqualByContent() {
    byte[] given = {1, 2};
    ImmutableBytes bytes = ImmutableBytes.of(given);
    given[0] = 9;
    bytes.toArray()[1] = 9;
    assertThat(bytes.toArray()).containsExactly(1, 2);
    assertThat(bytes).isEqualTo(ImmutableBytes.of(new byte[] {1, 2})).hasToString("2 bytes");
    assertThat(bytes.hashCode()).isEqualTo(ImmutableBytes.of(new byte[] {1, 2}).hashCode());
    assertThat(bytes.hashCode()).isNotEqualTo(ImmutableBytes.of(new byte[] {1, 3}).hashCode());
    assertThat(bytes).isNotEqualTo(ImmutableBytes.of(new byte[] {1, 3})).isNotEqualTo("2 bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "PT24H, 1 day",
    "PT720H, 30 days",
    "PT1H, 1 hour",
    "PT36H, 36 hours",
    "PT90M, 90 minutes",
    "PT1M, 1 minute",
    "PT25H, 25 hours",
    "PT1441M, 1441 minutes"
  })
  void formatsDurationsInLargestUnit(Duration age, String words) {
    assertThat(DecisionWording.of(age)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0.8, 0.8",
    "1.0, 1",
    "100.0, 100",
    "-0.0, 0",
    "1e-7, 0.0000001",
    "NaN, no number",
    "Infinity, infinity",
    "-Infinity, -infinity"
  })
  void formatsNumbersInShortNotation(double number, String words) {
    assertThat(DecisionWording.number(number)).isEqualTo(words);
  }

  @Test
  void formatsCountsAndNames() {
    assertThat(DecisionWording.counted(0, "file")).isEqualTo("0 files");
    assertThat(DecisionWording.counted(1, "file")).isEqualTo("1 file");
    assertThat(DecisionWording.counted(2, "file")).isEqualTo("2 files");
    assertThat(DecisionWording.quoted(List.of("a", "b"))).isEqualTo("`a`, `b`");
    assertThat(EnvironmentRequirements.personas(Set.of(Persona.PIPELINE, Persona.MODEL_REVIEWER)))
        .isEqualTo("a model-reviewer or a pipeline");
  }

  @Test
  void truncatesLongTextAndReplacesControlCharacters() {
    assertThat(DecisionWording.shown("a".repeat(80))).isEqualTo("a".repeat(80));
    assertThat(DecisionWording.shown("a".repeat(81))).isEqualTo("a".repeat(80) + "...");
    assertThat(DecisionWording.shown("a\nb\u200bc")).isEqualTo("a?b?c");
  }

  @Test
  void refusesPrincipalWithIdOfRegistry() {
    Principal who =
        new Principal(
            Principal.Kind.WORKLOAD,
            "registry",
            "x",
            Set.of(Persona.PIPELINE),
            Set.of("credit"),
            false);
    assertThatThrownBy(() -> Attester.of(who)).isInstanceOf(IllegalArgumentException.class);
    Principal other =
        new Principal(
            Principal.Kind.WORKLOAD,
            "https://issuer#registry",
            "registry",
            Set.of(Persona.PIPELINE),
            Set.of("credit"),
            true);
    assertThat(Attester.of(other))
        .isEqualTo(
            new Attester(
                Principal.Kind.WORKLOAD,
                "https://issuer#registry",
                "registry",
                Set.of(Persona.PIPELINE),
                true));
  }

  @Test
  void refusesInvalidDigests() {
    String good = "ab".repeat(32);
    assertThat(new ModelDigest(good, good).root()).isEqualTo(good);
    for (String bad : List.of("", "ab", "AB".repeat(32), "ab".repeat(33))) {
      assertThatThrownBy(() -> new ModelDigest(bad, good))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new ModelDigest(good, bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /// Only digests of whole files with SHA-256 can be compared with uploaded files.
  @Test
  void refusesDigestsOfShardsOrOtherAlgorithms() {
    SerializationMethod files =
        new SerializationMethod.Files(HashAlgorithm.SHA256, false, List.of());
    SignedResource whole = new SignedResource.OfFile("a", new ResourceDigest("ab".repeat(32)));
    SignedResource part =
        new SignedResource.OfShard("b", 0, 9, new ResourceDigest("ab".repeat(32)));
    SignedResource other = new SignedResource.OfFile("b", new ResourceDigest("ab".repeat(64)));
    assertThat(ModelDigest.of(Manifest.sorted("m", files, List.of(whole))).layout())
        .matches("[0-9a-f]{64}");
    for (SignedResource each : List.of(part, other)) {
      Manifest manifest = Manifest.sorted("m", files, List.of(whole, each));
      assertThatThrownBy(() -> ModelDigest.of(manifest))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static MetricRule metric(OptionalDouble min, OptionalDouble max) {
    return new MetricRule("auc", min, max, Optional.empty(), Optional.empty(), Set.of(), List.of());
  }

  @Test
  void metricBoundsAreInclusive() {
    MetricRule least = metric(OptionalDouble.of(0.8), OptionalDouble.empty());
    assertThat(least.bounds()).isEqualTo("at least 0.8");
    assertThat(List.of(0.8, 7.0)).allMatch(least::passes);
    assertThat(List.of(Math.nextDown(0.8), Double.NaN)).noneMatch(least::passes);
    MetricRule most = metric(OptionalDouble.empty(), OptionalDouble.of(0.1));
    assertThat(most.bounds()).isEqualTo("at most 0.1");
    assertThat(List.of(0.1, -7.0)).allMatch(most::passes);
    assertThat(List.of(Math.nextUp(0.1), Double.NaN)).noneMatch(most::passes);
    MetricRule both = metric(OptionalDouble.of(-1), OptionalDouble.of(1));
    assertThat(both.bounds()).isEqualTo("-1 to 1");
    assertThat(List.of(-1.0, 0.0, 1.0)).allMatch(both::passes);
    assertThat(List.of(-1.1, 1.1)).noneMatch(both::passes);
  }

  private static RequirementResult requirement(String name, State state, Long... evidence) {
    return new RequirementResult(name, state, "the " + name, List.of(evidence));
  }

  @Test
  void summarizesDecision() {
    GateDecision decision =
        new GateDecision(
            "version 3 of `credit`",
            "production",
            GateDecision.Reached.SCANNED,
            "d",
            List.of(
                requirement("scan", State.HOLDS, 9L),
                requirement("approvals", State.MISSING, 7L, 9L),
                requirement("metric", State.EXPIRED, 8L)));
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.missing()).containsExactly("the approvals", "the metric");
    assertThat(decision.evidence()).containsExactly(7L, 8L, 9L);
    assertThat(decision.text())
        .isEqualTo(
            """
            version 3 of `credit` may not be in `production`; state: scanned
              met      the scan
              missing  the approvals
              expired  the metric
            """);
    GateDecision nothing =
        new GateDecision("it", "development", GateDecision.Reached.APPROVED, "d", List.of());
    assertThat(nothing.allowed()).isTrue();
    assertThat(nothing.text()).isEqualTo("it may be in `development`; state: approved\n\n");
  }

  @Test
  void findsEnvironmentOfAliasStageAndModelUri() {
    ReleaseEnvironments environments = new ReleaseEnvironments(GatePolicy.builtIn());
    assertThat(environments.ofAlias("Prod")).isEqualTo("production");
    assertThat(environments.ofAlias("candidate")).isEqualTo("development");
    assertThat(environments.ofStage(ModelStage.STAGING)).isEqualTo("staging");
    assertThat(environments.ofStage(ModelStage.ARCHIVED)).isEqualTo("development");
    assertThat(environments.ofAddress("@champion")).contains("production");
    assertThat(environments.ofAddress("@mine")).contains("development");
    assertThat(environments.ofAddress("/production")).contains("production");
    assertThat(environments.ofAddress("/None")).contains("development");
    assertThat(environments.ofAddress("/3")).isEmpty();
    assertThat(environments.ofAddress("")).isEmpty();
  }

  /// Values read from the database equal those written.
  @Test
  void claimsRoundTripThroughJson() {
    TreeMap<String, Double> metrics = new TreeMap<>(Map.of("auc", 0.5, "loss", 1e-9));
    ImmutableBytes bundle = ImmutableBytes.of(new byte[] {7});
    for (EvidenceClaim claim :
        List.of(
            new EvidenceClaim.Scan(ScanVerdict.SUSPICIOUS, "s", "r", List.of("one", "two")),
            new EvidenceClaim.Signature("k", bundle),
            new EvidenceClaim.Attestation(
                "t",
                EvidenceClaim.Outcome.WARNED,
                metrics,
                "{}",
                Optional.of("k"),
                Optional.of(bundle)),
            new EvidenceClaim.Attestation(
                "t",
                EvidenceClaim.Outcome.NONE,
                new TreeMap<>(),
                "{}",
                Optional.empty(),
                Optional.empty()),
            new EvidenceClaim.Approval("production", "fine"),
            new EvidenceClaim.Rejection("production", "no"),
            new EvidenceClaim.Withdrawal(17, "wrong"))) {
      byte[] bytes =
          switch (claim) {
            case EvidenceClaim.Signature signature -> signature.bundle().toArray();
            case EvidenceClaim.Attestation statement ->
                statement.bundle().map(ImmutableBytes::toArray).orElse(null);
            default -> null;
          };
      assertThat(
              EvidenceClaimJson.read(
                  claim.kind(), claim.environment(), 17, EvidenceClaimJson.write(claim), bytes))
          .isEqualTo(claim);
    }
    assertThatThrownBy(() -> EvidenceClaimJson.read("gift", "", 0, "{}", null))
        .isInstanceOf(IllegalStateException.class);
  }
}
