package dev.redoubt.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.cli.Main;
import dev.redoubt.cli.console.Terminal;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.envelope.EnvelopeFile;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.keys.release.KeyReleaseEncryption;
import dev.redoubt.keys.release.ReleasedKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `redoubt model key release`, with an attestation service and an enclave of the test.
class KeyReleaseCommandTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String ISSUER = "https://shared.example.attest.azure.net";
  private static final KeyPair SERVICE = rsa();
  private static final KeyPair ENCLAVE = rsa();

  @TempDir Path folder;

  private Path token;
  private Path keys;

  /// The output and the exit code of a command.
  private record Ran(int code, String out, String err) {}

  private static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            false,
            Map.of("REDOUBT_KEYSTORE", folder.resolve("keys").toString()));
    String[] call =
        Stream.concat(Stream.of("model", "key"), Stream.of(arguments)).toArray(String[]::new);
    int code = Main.run(terminal, call);
    return new Ran(code, out.toString(), err.toString());
  }

  private Ran release(String... more) {
    return run(
        Stream.concat(
                Stream.of(
                    "release",
                    "local:secret",
                    "--token",
                    token.toString(),
                    "--issuer-keys",
                    keys.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @BeforeEach
  void createConfidentialKey() throws IOException {
    token = folder.resolve("token.jwt");
    keys = Files.writeString(folder.resolve("keys.json"), "{\"keys\":[" + jwk(SERVICE) + "]}");
    String policy =
        """
        {"version":"1.0.0","anyOf":[{"authority":"%s","allOf":[
          {"claim":"x-ms-attestation-type","equals":"sevsnpvm"},
          {"claim":"x-ms-sevsnpvm-hostdata","equals":"aa11"}]}]}
        """
            .formatted(ISSUER);
    Ran made =
        run(
            "create",
            "local:secret",
            "--release-policy",
            Files.writeString(folder.resolve("policy.json"), policy).toString());
    assertThat(made.code()).as(made.err()).isZero();
  }

  private static Map<String, Object> jwk(String id, KeyPair pair) {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    Map<String, Object> jwk = new LinkedHashMap<>();
    jwk.put("kid", id);
    jwk.put("kty", "RSA");
    jwk.put("n", unsigned(key.getModulus()));
    jwk.put("e", unsigned(key.getPublicExponent()));
    return jwk;
  }

  private static String jwk(KeyPair pair) {
    return JSON.writeValueAsString(jwk("k1", pair));
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int zero = bytes[0] == 0 ? 1 : 0;
    return BASE64.encodeToString(java.util.Arrays.copyOfRange(bytes, zero, bytes.length));
  }

  private String challenge() {
    Ran ran = run("release", "local:secret", "--challenge");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out().strip()).hasSize(43);
    return ran.out().strip();
  }

  private Map<String, Object> claims() {
    Map<String, Object> key = jwk("e1", ENCLAVE);
    key.put("key_ops", List.of("encrypt"));
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("iat", now);
    claims.put("nbf", now);
    claims.put("exp", now + 3600);
    claims.put("nonce", challenge());
    claims.put("x-ms-attestation-type", "sevsnpvm");
    claims.put("x-ms-sevsnpvm-is-debuggable", false);
    claims.put("x-ms-sevsnpvm-hostdata", "aa11");
    claims.put("x-ms-runtime", Map.of("keys", List.of(key)));
    return claims;
  }

  private void attest(Map<String, Object> claims) throws Exception {
    String signed = part("{\"alg\":\"RS256\",\"kid\":\"k1\"}") + "." + payload(claims);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(SERVICE.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    Files.writeString(token, signed + "." + BASE64.encodeToString(signature.sign()) + "\n");
  }

  private static String payload(Map<String, Object> claims) {
    return part(JSON.writeValueAsString(claims));
  }

  private static String part(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void releasedKeyDecryptsOnlyInTheEnclave(KeyReleaseEncryption wrapping) throws Exception {
    Path model = Files.writeString(folder.resolve("model.bin"), "weights");
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            false,
            false,
            Map.of("REDOUBT_KEYSTORE", folder.resolve("keys").toString()));
    Path encrypted = folder.resolve("model.bin.redoubt");
    String[] encrypt = {
      "model", "encrypt", model.toString(), "--key", "local:secret", "--context", "model=credit"
    };
    assertThat(Main.run(terminal, encrypt)).as(err.toString()).isZero();
    String[] decrypt = {
      "model", "decrypt", encrypted.toString(), "--output", folder.resolve("out").toString()
    };
    assertThat(Main.run(terminal, decrypt)).isEqualTo(1);
    assertThat(err.toString()).contains("is confidential");

    attest(claims());
    Ran ran = release("--wrapping", wrapping.name());

    assertThat(ran.code()).as(ran.err()).isZero();
    JsonNode released = JSON.readTree(ran.out());
    assertThat(released.path("header").path("kid").stringValue("")).isEqualTo("local:secret");
    assertThat(released.path("header").path("enc").stringValue("")).isEqualTo(wrapping.name());
    byte[] wrapped = Base64.getUrlDecoder().decode(released.path("ciphertext").stringValue(""));
    SecretBytes key = wrapping.unwrap(ENCLAVE.getPrivate(), wrapped);
    try (ReleasedKey inEnclave = new ReleasedKey(key);
        InputStream in =
            EnvelopeFile.decrypt(inEnclave, KeyContext.of(Map.of("model", "credit")), encrypted)) {
      assertThat(in.readAllBytes()).asString().isEqualTo("weights");
    }
  }

  @Test
  void challengeIsAcceptedOnlyOnce() throws Exception {
    attest(claims());
    assertThat(release().code()).isZero();

    Ran again = release();

    assertThat(again.code()).isEqualTo(1);
    assertThat(again.out()).isEmpty();
    assertThat(again.err()).contains("nonce", "was already used");
  }

  private void refuses(Consumer<Map<String, Object>> change, String reason) throws Exception {
    Map<String, Object> claims = claims();
    change.accept(claims);
    attest(claims);
    refusesTheToken(reason);
  }

  private void refusesTheToken(String reason) {
    Ran ran = release();
    assertThat(ran.code()).as(ran.toString()).isEqualTo(1);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("redoubt: ").contains(reason).doesNotContain("Exception");
  }

  @Test
  void refusesClaimsThatThePolicyDoesNotAllow() throws Exception {
    refuses(
        claims -> claims.put("x-ms-sevsnpvm-hostdata", "bb22"),
        "violated  claim `x-ms-sevsnpvm-hostdata` equals `aa11`: is `bb22`");
    refuses(
        claims -> claims.remove("x-ms-sevsnpvm-hostdata"),
        "unknown   claim `x-ms-sevsnpvm-hostdata` equals `aa11`: not in the token");
    refuses(claims -> claims.put("iss", "https://thief.attest.azure.net"), "trusted issuers:");
  }

  @Test
  void refusesAnEnclaveWithoutASuitableKey() throws Exception {
    refuses(claims -> claims.put("x-ms-sevsnpvm-is-debuggable", true), "can be debugged");
    refuses(claims -> claims.remove("x-ms-sevsnpvm-is-debuggable"), "has no boolean claim");
    refuses(claims -> claims.put("exp", Instant.now().getEpochSecond() - 600), "expired at");
    refuses(claims -> claims.put("nonce", "A".repeat(43)), "is unknown");
    refuses(claims -> claims.put("x-ms-runtime", Map.of()), "0 encryption keys");
  }

  @Test
  void refusesATokenOfAnUntrustedIssuer() throws Exception {
    Files.writeString(
        token, part("{\"alg\":\"none\",\"kid\":\"k1\"}") + "." + payload(claims()) + ".");
    Ran unsigned = release();
    assertThat(unsigned.code()).isNotZero();
    assertThat(unsigned.out()).isEmpty();

    attest(claims());
    String whole = Files.readString(token).strip();
    String[] parts = whole.split("\\.", -1);
    Map<String, Object> other = claims();
    Files.writeString(token, parts[0] + "." + payload(other) + "." + parts[2]);
    refusesTheToken("the signature of the token is invalid");

    attest(claims());
    Files.writeString(keys, "{\"keys\":[" + jwk(rsa()) + "]}");
    refusesTheToken("the signature of the token is invalid");
  }

  @Test
  void refusesDisabledAndDestroyedKeys() throws Exception {
    assertThat(run("disable", "local:secret").code()).isZero();
    attest(claims());
    refusesTheToken("is disabled");
    assertThat(run("destroy", "local:secret", "--yes").code()).isZero();
    attest(claims());
    refusesTheToken("cannot be recovered");
  }

  @Test
  void refusesAKeyWithoutReleasePolicy() {
    assertThat(run("create", "local:plain").code()).isZero();
    Ran ran = run("release", "local:plain", "--challenge");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("has no release policy");
  }

  @Test
  void reportsUnreadableInput() throws Exception {
    Ran missing = release();
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("does not exist");

    Files.writeString(token, "no token");
    Ran noToken = release();
    assertThat(noToken.code()).isEqualTo(2);
    assertThat(noToken.err()).contains("not a signed JWT");

    attest(claims());
    Files.writeString(keys, "[]");
    Ran noKeys = release();
    assertThat(noKeys.code()).isEqualTo(2);
    assertThat(noKeys.err()).contains("the issuer's key set is not a JSON object");

    Ran badPolicy =
        run("create", "local:other", "--release-policy", Files.writeString(token, "{}").toString());
    assertThat(badPolicy.code()).isEqualTo(2);
    assertThat(badPolicy.err()).contains("the release policy");
    assertThat(run("release", "local:secret", "--challenge", "--token", "x").code()).isEqualTo(2);
  }
}
