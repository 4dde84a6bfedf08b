package dev.redoubt.gate;

import static dev.redoubt.gate.GateFixture.CI;
import static dev.redoubt.gate.GateFixture.as;
import static dev.redoubt.gate.GateFixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.ErrorCode;
import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SignatureAlgorithm;
import dev.redoubt.keys.pem.PemKeys;
import dev.redoubt.registry.RegistryTables;
import dev.redoubt.signing.EnvelopeSigner;
import dev.redoubt.signing.ModelSigner;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.PublicKeyReader;
import dev.redoubt.store.testing.TestDatabases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class EvidenceSubmissionTest {

  @Parameter private TestDatabases databases = TestDatabases.SQLITE;

  @TempDir private Path folder;

  private static final String ROOT = ModelDigest.of(List.of(GateFixture.FILE)).root();

  @AutoClose private GateFixture all;
  private SigningKey key;
  private SigningKey stranger;

  @BeforeEach
  void open() throws SQLException, GeneralSecurityException {
    key = key();
    stranger = key();
    String policy =
        """
        version: 1
        keys:
          release: |
        %s
        environments:
          production:
            aliases: [prod]
            signature: {by: [release]}
            metrics:
              - {name: auc, min: 0.8, signedBy: [release]}
        """
            .formatted(PemKeys.pem(key.publicKey()).indent(4));
    all =
        new GateFixture(
            databases.open(folder, RegistryTables.MIGRATIONS), GateFixture.policy(policy));
    all.model("scoring");
    all.version("scoring");
  }

  private static SigningKey key() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    return PemKeys.signingKey(
        new PemKeys.Pair(
            pair.getPrivate(), pair.getPublic(), SignatureAlgorithm.ECDSA_P256_SHA256));
  }

  private Evidence add(byte[] json) {
    return all.statements.add(as(CI), CI, "scoring", 1, json, Optional.empty());
  }

  private static byte[] fairness(String predicate) {
    return GateFixture.statement(ROOT, GateFixture.FAIRNESS, predicate);
  }

  @Test
  void storesStatementWithMetrics() {
    byte[] json = fairness("{\"metrics\": {\"auc\": 0.9, \"bias\": 1}, \"result\": \"WARNED\"}");
    Evidence added = add(json);
    EvidenceClaim.Attestation claim = (EvidenceClaim.Attestation) added.claim();
    assertThat(claim.metrics()).isEqualTo(Map.of("auc", 0.9, "bias", 1.0));
    assertThat(claim.outcome()).isEqualTo(EvidenceClaim.Outcome.WARNED);
    assertThat(claim.statement()).isEqualTo(new String(json, StandardCharsets.UTF_8));
    assertThat(all.gates.evidence(as(CI), "scoring", 1)).containsExactly(added);
    assertThat(all.gates.decide(as(CI), "scoring", 1, "production").missing())
        .contains("`auc` of at least 0.8 signed by `release` is required; none found");
  }

  @Test
  void acceptsStatementSignedByPolicyKey() throws RefusedException, KeyAccessException {
    byte[] bundle =
        EnvelopeSigner.withKey(key)
            .signAttestation(fairness("{\"metrics\": {\"auc\": 0.9}}"))
            .toJson();
    Evidence added = add(bundle);
    assertThat(((EvidenceClaim.Attestation) added.claim()).key())
        .contains(PublicKeyReader.hint(key.publicKey()));
    assertThat(all.gates.evidence(as(CI), "scoring", 1)).containsExactly(added);
    add(ModelSigner.sign(manifest(GateFixture.FILE), EnvelopeSigner.withKey(key)).toJson());
    assertThat(all.gates.decide(as(CI), "scoring", 1, "production").allowed()).isTrue();
  }

  private static dev.redoubt.signing.Manifest manifest(ModelDigest.File file) {
    return ModelDigest.manifest("scoring", List.of(file));
  }

  @Test
  void refusesStatementSignedByUnknownKey() throws RefusedException, KeyAccessException {
    EnvelopeSigner signer = EnvelopeSigner.withKey(stranger);
    byte[] statement = signer.signAttestation(fairness("{}")).toJson();
    byte[] signature = ModelSigner.sign(manifest(GateFixture.FILE), signer).toJson();
    for (byte[] each : List.of(statement, signature)) {
      assertRefused(
          ErrorCode.INVALID_PARAMETER_VALUE, "not signed by a key of the policy", () -> add(each));
    }
  }

  @Test
  void refusesSignatureOfOtherFiles() throws RefusedException, KeyAccessException {
    ModelDigest.File renamed = new ModelDigest.File("other.pkl", 1, GateFixture.FILE.sha256());
    byte[] signature = ModelSigner.sign(manifest(renamed), EnvelopeSigner.withKey(key)).toJson();
    assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, "covers other files", () -> add(signature));
  }

  @Test
  void refusesStatementAboutAnotherModel() throws RefusedException, KeyAccessException {
    byte[] other = GateFixture.statement("cd".repeat(32), GateFixture.FAIRNESS, "{}");
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE,
        "the statement is not this model version: sha256:" + "cd".repeat(32),
        () -> add(other));
    byte[] signed = EnvelopeSigner.withKey(key).signAttestation(other).toJson();
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE, "is not this model version", () -> add(signed));
    assertThat(all.gates.evidence(as(CI), "scoring", 1)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "nothing | not a JSON object",
        "[] | not a JSON object",
        "{} {} | not a JSON object",
        "{\"a\": 1, \"a\": 1} | not a JSON object",
        "{} | `_type` must be",
        "{\"_type\": \"https://in-toto.io/Statement/v1\"} | must have one subject",
        "{\"mediaType\": \"x\"} | the bundle cannot be read",
      })
  void refusesMalformedStatement(String json, String words) {
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE, words, () -> add(json.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1 | `predicate` must be an object",
        "{\"metrics\": []} | must be an object of at most",
        "{\"metrics\": {\"auc\": \"0.9\"}} | has `auc`, which is not a number",
        "{\"metrics\": {\"auc\": 1e999}} | has `auc`, which is not a number",
      })
  void refusesInvalidPredicates(String predicate, String words) {
    assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, words, () -> add(fairness(predicate)));
  }

  @Test
  void validatesKnownPredicatesStrictly() {
    byte[] wrong = GateFixture.statement(ROOT, GateFixture.TEST, "{\"result\": \"FINE\"}");
    assertRefused(ErrorCode.INVALID_PARAMETER_VALUE, "must be one of `PASSED`", () -> add(wrong));
    byte[] signature = GateFixture.statement(ROOT, "https://model_signing/signature/v1.0", "{}");
    assertRefused(
        ErrorCode.INVALID_PARAMETER_VALUE, "must be in a Sigstore bundle", () -> add(signature));
  }
}
