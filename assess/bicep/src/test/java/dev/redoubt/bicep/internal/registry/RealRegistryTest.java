package dev.redoubt.bicep.internal.registry;

import static dev.redoubt.bicep.internal.registry.FakeRegistry.body;
import static dev.redoubt.bicep.internal.registry.FakeRegistry.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redoubt.bicep.ArtifactStoreChain;
import dev.redoubt.bicep.module.ArtifactReference.Registry;
import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.bicep.module.ArtifactStore.Artifact;
import dev.redoubt.bicep.module.ModuleSources;
import java.io.IOException;
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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Downloads modules from a real registry: that of the CNCF distribution project, which many
/// registries are based on.
@Tag("interop")
class RealRegistryTest {

  private static final String TEMPLATE =
      "{\"resources\": [], \"metadata\": \"" + "x".repeat(300_000) + "\"}";
  private static final String SCOPE = "/token?scope=repository%3Anet%2Fvnet%3Apull&service=modules";

  @TempDir private Path folder;
  private Path program;

  @BeforeEach
  void findProgram() {
    Path found = RealRegistry.program();
    assumeTrue(
        found != null && Files.isExecutable(found),
        "skipped: neither `redoubt.registry` nor `REDOUBT_REGISTRY` names the program of the CNCF"
            + " distribution registry, and `registry` is not on the path; CONTRIBUTING.md says how"
            + " to install it");
    program = Objects.requireNonNull(found);
  }

  @Test
  void givesWhatWasPushed_byTagAndByDigest() throws Exception {
    try (RealRegistry registry = new RealRegistry(program, folder, "")) {
      OciDigest digest = registry.push("bicep/net/vnet", "v1.0", TEMPLATE, null);
      ArtifactStore store = store(registry);

      assertThat(text(store, registry, "bicep/net/vnet", "v1.0", null)).isEqualTo(TEMPLATE);
      assertThat(text(store, registry, "bicep/net/vnet", null, digest.text())).isEqualTo(TEMPLATE);
      assertThat(why(store, registry, "bicep/net/vnet", "v2.0"))
          .contains("has no such module or version");
      assertThat(why(store, registry, "bicep/other", "v1.0"))
          .contains("has no such module or version");
    }
  }

  @Test
  void isRefused_whenItsStorageWasTamperedWith() throws Exception {
    try (RealRegistry registry = new RealRegistry(program, folder, "")) {
      registry.push("net/vnet", "v1", TEMPLATE, null);
      Files.writeString(
          registry.blob(OciDigest.of(utf8(TEMPLATE))), TEMPLATE.replace("resources", "resourceX"));

      assertThat(why(store(registry), registry, "net/vnet", "v1"))
          .contains("does not match the digest and size in its manifest");
    }
  }

  @Test
  void givesAnonymousTokens_whichAreEnough() throws Exception {
    KeyPair keys = rsa();
    try (FakeRegistry tokens = new FakeRegistry();
        RealRegistry registry = new RealRegistry(program, folder, tokenAuth(tokens, keys))) {
      registry.push("net/vnet", "v1", TEMPLATE, "Bearer " + token(keys, "net/vnet", "pull,push"));
      registry.push("net/own", "v1", TEMPLATE, "Bearer " + token(keys, "net/own", "pull,push"));
      tokens.when(SCOPE, body(utf8("{\"token\": \"" + token(keys, "net/vnet", "pull") + "\"}")));
      tokens.when(
          SCOPE.replace("vnet", "own"),
          body(utf8("{\"token\": \"" + token(keys, "net/vnet", "pull") + "\"}")));
      ArtifactStore store = store(registry);

      assertThat(text(store, registry, "net/vnet", "v1", null)).isEqualTo(TEMPLATE);
      assertThat(tokens.requests()).hasSize(1);
      assertThat(why(store, registry, "net/own", "v1")).contains("no credentials are sent");
    }
  }

  @Test
  void isRefused_whenItRequiresAPassword() throws Exception {
    Path passwords = Files.writeString(folder.resolve("htpasswd"), "");
    String auth = "auth: {htpasswd: {realm: modules, path: '%s'}}".formatted(passwords);
    try (RealRegistry registry = new RealRegistry(program, folder, auth)) {
      assertThat(why(store(registry), registry, "net/vnet", "v1"))
          .contains("no credentials are sent");
    }
  }

  private String tokenAuth(FakeRegistry tokens, KeyPair keys) throws IOException {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    Path set =
        Files.writeString(
            folder.resolve("keys.json"),
            """
            {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "test", "n": "%s", "e": "AQAB"}]}
            """
                .formatted(base64(unsigned(key.getModulus().toByteArray()))));
    return "auth: {token: {realm: 'http://%s/token', service: modules, issuer: us, jwks: '%s'}}"
        .formatted(tokens.host(), set);
  }

  private static String token(KeyPair keys, String repository, String actions)
      throws GeneralSecurityException {
    long now = Instant.now().getEpochSecond();
    String header = base64(utf8("{\"typ\": \"JWT\", \"alg\": \"RS256\", \"kid\": \"test\"}"));
    String claims =
        """
        {"iss": "us", "sub": "", "aud": "modules", "exp": %d, "nbf": %d, "iat": %d, "jti": "1",
         "access": [{"type": "repository", "name": "%s", "actions": ["%s"]}]}
        """
            .formatted(now + 300, now - 60, now, repository, actions.replace(",", "\", \""));
    String signed = header + "." + base64(utf8(claims));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + base64(signature.sign());
  }

  private static KeyPair rsa() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static byte[] unsigned(byte[] number) {
    return number[0] == 0 ? java.util.Arrays.copyOfRange(number, 1, number.length) : number;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private ArtifactStore store(RealRegistry registry) {
    return ArtifactStoreChain.standard(
        new ModuleSources(
            null,
            List.of(),
            null,
            folder.resolve("own"),
            List.of(registry.host().replaceFirst(":.*", "")),
            false));
  }

  private static String text(
      ArtifactStore store,
      RealRegistry registry,
      String repository,
      @Nullable String tag,
      @Nullable String digest)
      throws IOException {
    Artifact found = store.find(new Registry(registry.host(), repository, tag, digest));
    if (found instanceof Artifact.Missing(var why)) {
      throw new AssertionError(why);
    }
    return Files.readString(((Artifact.Found) found).template());
  }

  private static String why(
      ArtifactStore store, RealRegistry registry, String repository, String tag) {
    Artifact found = store.find(new Registry(registry.host(), repository, tag, null));
    assertThat(found).isInstanceOf(Artifact.Missing.class);
    return ((Artifact.Missing) found).reason();
  }
}
