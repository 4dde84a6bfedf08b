package dev.redoubt.keys.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyEncryptionKey;
import dev.redoubt.keys.KeyInfo;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyState;
import dev.redoubt.keys.NewKey;
import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.WrapAlgorithm;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.release.KeyReleaseEncryption;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/// The real SDK against a fake of the service.
class AzureKeyVaultTest {

  private static final URI VAULT = URI.create("https://kv-test.vault.azure.net");
  private static final URI HSM = URI.create("https://hsm-test.managedhsm.azure.net");
  private static final KeyContext CONTEXT = KeyContext.of(Map.of("model", "credit"));

  @TempDir Path folder;

  private static AzureKeyVault open(FakeKeyVault fake, URI vault) {
    return AzureKeyVault.open(vault, signIn(FakeKeyVault.TOKEN), fake.client());
  }

  private static TokenCredential signIn(String token) {
    return request ->
        Mono.just(new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
  }

  private static KeyType type(URI vault) {
    return vault.equals(HSM) ? KeyType.AES_256 : KeyType.RSA_3072;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://kv-test.vault.azure.net", "https://hsm-test.managedhsm.azure.net"})
  void wrapsRotatesAndDisables(URI uri) throws Exception {
    try (FakeKeyVault fake = new FakeKeyVault(folder, uri);
        AzureKeyVault vault = open(fake, uri)) {
      DataKey dataKey = DataKey.random();
      KeyInfo made = vault.create(NewKey.of("models", type(uri)));
      assertThat(made.id()).isEqualTo(uri + "/keys/models");
      KeyEncryptionKey first = vault.encryptionKey(KeyName.of("models"));
      WrappedKey old = first.wrap(dataKey, CONTEXT);
      assertThat(old.algorithm())
          .isEqualTo(
              uri.equals(HSM) ? WrapAlgorithm.AES_256_GCM : WrapAlgorithm.RSA_OAEP_256_AES_256_GCM);
      assertThat(WrappedKey.decode(old.encoded())).isEqualTo(old);
      assertThat(vault.unwrap(old, CONTEXT)).isEqualTo(dataKey);

      assertThatThrownBy(() -> vault.unwrap(old, KeyContext.EMPTY))
          .isInstanceOf(KeyAccessException.NotAuthentic.class);
      for (int at : new int[] {0, 5, old.bytes().length - 1}) {
        byte[] bytes = old.bytes();
        bytes[at] ^= 1;
        assertThatThrownBy(
                () ->
                    vault.unwrap(
                        new WrappedKey(
                            old.provider(), old.keyId(), old.version(), old.algorithm(), bytes),
                        CONTEXT))
            .isInstanceOf(KeyAccessException.class);
      }

      KeyInfo rotated = vault.rotate("models");
      assertThat(rotated.versions()).hasSize(2);
      WrappedKey current = vault.encryptionKey(KeyName.of("models")).wrap(dataKey, CONTEXT);
      assertThat(current.version()).isEqualTo(rotated.current().version());
      assertThat(vault.unwrap(old, CONTEXT)).isEqualTo(dataKey);

      vault.disable(new KeyName("models", old.version()));
      assertThatThrownBy(() -> vault.unwrap(old, CONTEXT))
          .isInstanceOf(KeyAccessException.Disabled.class);
      assertThatThrownBy(() -> first.wrap(dataKey, CONTEXT))
          .isInstanceOf(KeyAccessException.Disabled.class);
      assertThat(vault.unwrap(current, CONTEXT)).isEqualTo(dataKey);
      vault.enable(KeyName.of("models"));
      assertThat(vault.unwrap(old, CONTEXT)).isEqualTo(dataKey);
      assertThat(vault.list()).singleElement().extracting(KeyInfo::name).isEqualTo("models");
    }
  }

  /// Azure's own rule: else all that a key wrapped would be lost when it expires.
  @ParameterizedTest
  @ValueSource(
      strings = {"https://kv-test.vault.azure.net", "https://hsm-test.managedhsm.azure.net"})
  void unwrapsWithAKeyThatExpired_andWrapsNothingMore(URI uri) throws Exception {
    Instant now = Instant.now();
    try (FakeKeyVault fake = new FakeKeyVault(folder, uri);
        AzureKeyVault vault = open(fake, uri)) {
      DataKey dataKey = DataKey.random();
      vault.create(NewKey.of("models", type(uri)));
      KeyEncryptionKey key = vault.encryptionKey(KeyName.of("models"));
      WrappedKey wrapped = key.wrap(dataKey, CONTEXT);

      fake.limit("models", Instant.EPOCH, now.minusSeconds(60));

      assertThat(vault.unwrap(wrapped, CONTEXT)).isEqualTo(dataKey);
      assertThatThrownBy(() -> key.wrap(dataKey, CONTEXT))
          .isInstanceOf(KeyAccessException.Refused.class)
          .hasMessageContaining("expired at")
          .hasMessageContaining("rotate");
      assertThatThrownBy(() -> vault.encryptionKey(KeyName.of("models")))
          .hasMessageContaining("expired at");
      vault.rotate("models");
      assertThat(vault.encryptionKey(KeyName.of("models")).wrap(dataKey, CONTEXT)).isNotNull();

      fake.limit("models", now.plusSeconds(3600), now.plusSeconds(7200));
      assertThatThrownBy(() -> vault.encryptionKey(KeyName.of("models")))
          .hasMessageContaining("cannot wrap or sign before");
    }
  }

  @Test
  void destroysByDeletingAndPurging() throws Exception {
    try (FakeKeyVault fake = new FakeKeyVault(folder, HSM);
        AzureKeyVault vault = open(fake, HSM)) {
      vault.create(NewKey.of("models", KeyType.AES_256));
      WrappedKey wrapped =
          vault.encryptionKey(KeyName.of("models")).wrap(DataKey.random(), CONTEXT);
      assertThatThrownBy(() -> vault.destroy(new KeyName("models", wrapped.version())))
          .isInstanceOf(KeyAccessException.Refused.class);

      vault.destroy(KeyName.of("models"));

      assertThat(fake.requests()).contains("DELETE /keys/models", "DELETE /deletedkeys/models");
      assertThatThrownBy(() -> vault.unwrap(wrapped, CONTEXT))
          .isInstanceOf(KeyAccessException.NotFound.class)
          .hasMessageContaining("cannot be recovered");
    }
  }

  @Test
  void deletedKeyIsReportedIfPurgeIsNotPermitted() throws Exception {
    try (FakeKeyVault fake = new FakeKeyVault(folder, HSM);
        AzureKeyVault vault = open(fake, HSM)) {
      vault.create(NewKey.of("models", KeyType.AES_256));
      WrappedKey wrapped =
          vault.encryptionKey(KeyName.of("models")).wrap(DataKey.random(), CONTEXT);
      vault.describe("models");
      fake.forbidPurge();

      assertThatThrownBy(() -> vault.destroy(KeyName.of("models")))
          .isInstanceOf(KeyAccessException.Refused.class)
          .hasMessageContaining("retention");
      assertThatThrownBy(() -> vault.unwrap(wrapped, CONTEXT))
          .isInstanceOf(KeyAccessException.Destroyed.class);
      assertThatThrownBy(() -> vault.create(NewKey.of("models", KeyType.AES_256)))
          .isInstanceOf(KeyAccessException.Refused.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EC_P256", "EC_P384"})
  void signs_withTheDigestMadeHere(KeyType type) throws Exception {
    byte[] message = "a model".getBytes(StandardCharsets.UTF_8);
    try (FakeKeyVault fake = new FakeKeyVault(folder, VAULT);
        AzureKeyVault vault = open(fake, VAULT)) {
      vault.create(NewKey.of("release", type));
      SigningKey key = vault.signingKey(KeyName.of("release"));
      for (int i = 0; i < 20; i++) {
        Signature signature = Signature.getInstance(key.algorithm().standardName());
        signature.initVerify(key.publicKey());
        signature.update(message);
        assertThat(signature.verify(key.sign(message))).isTrue();
      }
      assertThat(vault.publicKey(KeyName.of("release"))).isEqualTo(key.publicKey());
    }
  }

  @Test
  void keepsAConfidentialKeyFromEverybodyButTheService() throws Exception {
    String policy =
        """
        {"version":"1.0.0","anyOf":[{"authority":"https://a.attest.azure.net","allOf":[
          {"claim":"x-ms-attestation-type","equals":"sevsnpvm"}]}]}
        """;
    try (FakeKeyVault fake = new FakeKeyVault(folder, HSM);
        AzureKeyVault vault = open(fake, HSM)) {
      KeyInfo made = vault.create(new NewKey("secret", KeyType.AES_256, policy));
      assertThat(made.confidential()).isTrue();
      WrappedKey wrapped =
          vault.encryptionKey(KeyName.of("secret")).wrap(DataKey.random(), CONTEXT);

      assertThatThrownBy(() -> vault.unwrap(wrapped, CONTEXT))
          .isInstanceOf(KeyAccessException.Confidential.class);
      assertThat(
              vault.release(
                  KeyName.of("secret"), "token", KeyReleaseEncryption.RSA_AES_KEY_WRAP_256))
          .isEqualTo("released.RSA_AES_KEY_WRAP_256.jws");
    }
  }

  @Test
  void waitsWhereItIsThrottled() throws Exception {
    try (FakeKeyVault fake = new FakeKeyVault(folder, HSM);
        AzureKeyVault vault = open(fake, HSM)) {
      vault.create(NewKey.of("models", KeyType.AES_256));
      fake.throttle(1);
      assertThat(vault.describe("models").versions())
          .singleElement()
          .extracting(KeyInfo.Version::state)
          .isEqualTo(new KeyState.Enabled());
    }
  }

  @Test
  void serviceErrorsAreDescribed() throws Exception {
    try (FakeKeyVault fake = new FakeKeyVault(folder, VAULT);
        AzureKeyVault vault = open(fake, VAULT)) {
      assertThatThrownBy(() -> vault.describe("absent"))
          .isInstanceOf(KeyAccessException.NotFound.class)
          .hasMessageContaining("absent");
      assertThatThrownBy(() -> vault.create(NewKey.of("aes", KeyType.AES_256)))
          .isInstanceOf(KeyAccessException.Refused.class)
          .hasMessageContaining("rsa-3072");
      vault.create(NewKey.of("models", KeyType.RSA_3072));
      assertThatThrownBy(() -> vault.create(NewKey.of("models", KeyType.RSA_3072)))
          .isInstanceOf(KeyAccessException.Refused.class)
          .hasMessageContaining("already");
      WrappedKey wrapped =
          vault.encryptionKey(KeyName.of("models")).wrap(DataKey.random(), CONTEXT);
      fake.forbid("unwrapkey");
      assertThatThrownBy(() -> vault.unwrap(wrapped, CONTEXT))
          .isInstanceOf(KeyAccessException.Refused.class)
          .hasMessageContaining("denied access");
      try (AzureKeyVault stranger = AzureKeyVault.open(VAULT, signIn("another"), fake.client())) {
        assertThatThrownBy(() -> stranger.describe("models"))
            .isInstanceOf(KeyAccessException.Refused.class)
            .hasMessageContaining("authentication failed");
      }
    }
  }
}
