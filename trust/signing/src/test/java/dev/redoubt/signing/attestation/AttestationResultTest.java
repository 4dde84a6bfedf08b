package dev.redoubt.signing.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.material.SignatureAlgorithm;
import dev.redoubt.signing.EnvelopeSigner;
import dev.redoubt.signing.TestKey;
import dev.redoubt.signing.digest.ResourceDigest;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.TrustRoots;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AttestationResultTest {

  private static final ResourceDigest MODEL = new ResourceDigest("ab".repeat(32));

  private static String example(PredicateType type) {
    return switch (type) {
      case PROVENANCE ->
          """
          {"buildDefinition":{"buildType":"https://contoso.com/train/v1",
           "externalParameters":{"rate":0.1,"seed":7},
           "resolvedDependencies":[{"uri":"git+https://contoso.com/credit","digest":{"gitCommit":"aa"}}]},
           "runDetails":{"builder":{"id":"https://contoso.com/builder","version":{"a":"1"}},
           "metadata":{"startedOn":"2026-11-24T10:00:00Z","finishedOn":"2026-11-24T11:00:00+00:30"}}}\
          """;
      case TEST_RESULT ->
          """
          {"result":"FAILED","configuration":[{"uri":"https://contoso.com/bias"}],
           "passedTests":["errors"],"failedTests":["bias"]}\
          """;
      case VULNERABILITIES ->
          """
          {"scanner":{"uri":"pkg:redoubt","db":{"lastUpdate":"2026-11-01T00:00:00Z"},
           "result":[{"id":"CVE-2025-32434","severity":[{"method":"nvd","score":"critical"}],
           "annotations":[{"file":"model.pt"}]}]},
           "metadata":{"scanStartedOn":"2026-11-24T10:00:00Z","scanFinishedOn":"2026-11-24T10:00:01Z"}}\
          """;
      case VERDICT ->
          """
          {"verifier":{"id":"https://contoso.com/gate"},"timeVerified":"2026-11-24T10:00:00Z",
           "resourceUri":"models:/credit/7","policy":{"uri":"https://contoso.com/policy"},
           "inputAttestations":[{"digest":{"sha256":"aa"}}],"verificationResult":"PASSED",
           "verifiedLevels":["SLSA_BUILD_LEVEL_2"],"dependencyLevels":{"SLSA_BUILD_LEVEL_1":3}}\
          """;
    };
  }

  private static Predicate read(PredicateType type, String json) throws RefusedException {
    return type.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatItWrote_inOneFormOnly(PredicateType type) throws Exception {
    AttestationStatement statement =
        new AttestationStatement("credit", MODEL, read(type, example(type)));

    byte[] json = statement.toJson();

    assertThat(AttestationStatement.read(json)).isEqualTo(statement);
    assertThat(AttestationStatement.read(json).toJson()).isEqualTo(json);
    assertThat(new String(json, StandardCharsets.UTF_8)).contains(type.uri()).doesNotContain(" ");
  }

  @ParameterizedTest
  @EnumSource
  void refusesUnknownFields(PredicateType type) {
    String more = example(type).replaceFirst("\\{", "{\"more\":1,");
    assertThatThrownBy(() -> read(type, more)).hasMessageContaining("unknown field `more`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TEST_RESULT     | FAILED\"             | PASSED\"      | failedTests has 1",
        "TEST_RESULT     | FAILED\"             | GOOD\"        | must be one of",
        "TEST_RESULT     | \"configuration\"    | \"url\"       | configuration is missing",
        "PROVENANCE      | \"buildType\":\"https://contoso.com/train/v1\", | | buildType is"
            + " missing",
        "PROVENANCE      | 11:00:00+00:30       | 10:00:00+00:30 | ends before it starts",
        "PROVENANCE      | \"seed\":7           | \"seed\":9007199254740993 | beyond 2^53",
        "VULNERABILITIES | 2026-11-24T10:00:01Z | yesterday     | expected a time such as",
        "VULNERABILITIES | 10:00:01Z            | 09:00:01Z     | ends before it starts",
        "VERDICT         | SLSA_BUILD_LEVEL_2   | FAILED        | verifiedLevels has FAILED",
        "VERDICT         | \"digest\":{\"sha256\":\"aa\"} | \"uri\":\"x\" | without digest",
        "VERDICT         | \"SLSA_BUILD_LEVEL_1\":3 | \"SLSA_BUILD_LEVEL_1\":-3 | 0 or more",
      })
  void refusesWhatContradictsItself(PredicateType type, String from, String to, String words) {
    String json = example(type);
    assertThat(json).contains(from);
    assertThatThrownBy(() -> read(type, json.replace(from, to == null ? "" : to)))
        .isInstanceOf(RefusedException.class)
        .satisfies(
            e -> assertThat(String.valueOf(e.getMessage()).replace("`", "")).contains(words));
  }

  @ParameterizedTest
  @EnumSource
  void verifies_withEachAlgorithm_andOnlyForItsModel(SignatureAlgorithm algorithm)
      throws Exception {
    TestKey key = TestKey.make(algorithm);
    PredicateType type = PredicateType.VERDICT;
    AttestationStatement statement =
        new AttestationStatement("credit", MODEL, read(type, example(type)));
    byte[] bundle = EnvelopeSigner.withKey(key).signAttestation(statement.toJson()).toJson();
    AttestationVerifier verifier = AttestationVerifier.of(TrustRoots.Keys.of(key.publicKey()));

    assertThat(verifier.verify(bundle, Set.of(MODEL)))
        .isInstanceOfSatisfying(
            AttestationResult.Attested.class,
            attested -> assertThat(attested.statement()).isEqualTo(statement));
    assertThat(verifier.verify(bundle, Set.of(new ResourceDigest("cd".repeat(32)))))
        .isInstanceOf(AttestationResult.Refused.class);
    assertThat(
            AttestationVerifier.of(TrustRoots.Keys.of(TestKey.make().publicKey()))
                .verify(bundle, Set.of(MODEL)))
        .isInstanceOf(AttestationResult.Refused.class);
  }

  @Test
  void refusesAnUnknownKindOfPredicate() throws Exception {
    AttestationStatement statement =
        new AttestationStatement(
            "m", MODEL, read(PredicateType.VERDICT, example(PredicateType.VERDICT)));
    String other =
        new String(statement.toJson(), StandardCharsets.UTF_8)
            .replace("verification_summary/v1", "verification_summary/v2");
    assertThatThrownBy(() -> AttestationStatement.read(other.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("not a supported attestation");
  }
}
