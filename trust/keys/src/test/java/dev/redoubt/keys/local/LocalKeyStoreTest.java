package dev.redoubt.keys.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyEncryptionKey;
import dev.redoubt.keys.KeyInfo;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyState;
import dev.redoubt.keys.NewKey;
import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.keys.pem.PemKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalKeyStoreTest {

  private static final KeyContext CONTEXT = KeyContext.of(Map.of("model", "credit"));

  @TempDir Path folder;

  private final byte[] root = SecretBytes.random(32).reveal(byte[]::clone);

  private LocalKeyStore open() throws IOException {
    Path keys = folder.resolve("keys");
    RootSecret secret = new RootSecret.Given(SecretBytes.copyOf(root));
    return LocalKeyStore.exists(keys)
        ? LocalKeyStore.open(keys, secret)
        : LocalKeyStore.create(keys, secret);
  }

  @Test
  void unwrapsWhatItWrapped_alsoAfterItWasOpenedAnew() throws IOException {
    DataKey dataKey = DataKey.random();
    WrappedKey wrapped;
    try (LocalKeyStore store = open()) {
      store.create(NewKey.of("model", KeyType.AES_256));
      wrapped = store.encryptionKey(KeyName.of("model")).wrap(dataKey, CONTEXT);
    }
    try (LocalKeyStore store = open()) {
      assertThat(store.unwrap(wrapped, CONTEXT)).isEqualTo(dataKey);
    }
  }

  @Test
  void refusesAnotherContext_andEveryChange() throws IOException {
    try (LocalKeyStore store = open()) {
      store.create(NewKey.of("model", KeyType.AES_256));
      store.create(NewKey.of("other", KeyType.AES_256));
      store.rotate("model");
      WrappedKey wrapped = store.encryptionKey(KeyName.of("model")).wrap(DataKey.random(), CONTEXT);

      assertThatThrownBy(() -> store.unwrap(wrapped, KeyContext.EMPTY))
          .isInstanceOf(KeyAccessException.NotAuthentic.class);
      for (int i = 0; i < wrapped.bytes().length; i++) {
        byte[] bytes = wrapped.bytes();
        bytes[i] ^= 1;
        WrappedKey changed =
            new WrappedKey(
                wrapped.provider(), wrapped.keyId(), wrapped.version(), wrapped.algorithm(), bytes);
        assertThatThrownBy(() -> store.unwrap(changed, CONTEXT))
            .isInstanceOf(KeyAccessException.NotAuthentic.class);
      }
      for (WrappedKey other :
          List.of(
              new WrappedKey(
                  wrapped.provider(), "local:other", "1", wrapped.algorithm(), wrapped.bytes()),
              new WrappedKey(
                  wrapped.provider(), "local:model", "1", wrapped.algorithm(), wrapped.bytes()))) {
        assertThatThrownBy(() -> store.unwrap(other, CONTEXT))
            .isInstanceOf(KeyAccessException.NotAuthentic.class);
      }
    }
  }

  @Test
  void wrapsWithTheNewVersion_andUnwrapsWithTheOld_afterRotation() throws IOException {
    try (LocalKeyStore store = open()) {
      store.create(NewKey.of("model", KeyType.AES_256));
      KeyEncryptionKey first = store.encryptionKey(KeyName.of("model"));
      DataKey dataKey = DataKey.random();
      WrappedKey old = first.wrap(dataKey, CONTEXT);

      KeyInfo rotated = store.rotate("model");

      assertThat(rotated.current().version()).isEqualTo("2");
      KeyEncryptionKey second = store.encryptionKey(KeyName.of("model"));
      assertThat(second.wrap(dataKey, CONTEXT).version()).isEqualTo("2");
      assertThat(second.unwrap(old, CONTEXT)).isEqualTo(dataKey);
    }
  }

  @Test
  void doesNothing_whileDisabled() throws IOException {
    try (LocalKeyStore store = open();
        LocalKeyStore another = open()) {
      store.create(NewKey.of("model", KeyType.AES_256));
      KeyEncryptionKey key = store.encryptionKey(KeyName.of("model"));
      WrappedKey wrapped = key.wrap(DataKey.random(), CONTEXT);

      another.disable(KeyName.of("model"));

      assertThatThrownBy(() -> store.unwrap(wrapped, CONTEXT))
          .isInstanceOf(KeyAccessException.Disabled.class)
          .hasMessageContaining("local:model/1");
      assertThatThrownBy(() -> key.wrap(DataKey.random(), CONTEXT))
          .isInstanceOf(KeyAccessException.Disabled.class);
      another.enable(KeyName.of("model"));
      assertThat(store.unwrap(wrapped, CONTEXT)).isNotNull();
    }
  }

  @Test
  void isUnreadableForGood_andSaysSo_whenDestroyed() throws IOException {
    try (LocalKeyStore store = open()) {
      store.create(NewKey.of("model", KeyType.AES_256));
      WrappedKey old = store.encryptionKey(KeyName.of("model")).wrap(DataKey.random(), CONTEXT);
      store.rotate("model");
      WrappedKey current = store.encryptionKey(KeyName.of("model")).wrap(DataKey.random(), CONTEXT);

      store.destroy(new KeyName("model", "1"));

      assertThatThrownBy(() -> store.unwrap(old, CONTEXT))
          .isInstanceOfSatisfying(
              KeyAccessException.Destroyed.class, each -> assertThat(each.time()).isNotNull())
          .hasMessageContaining("local:model/1")
          .hasMessageContaining("destroyed at 20")
          .hasMessageContaining("cannot be recovered");
      assertThat(store.unwrap(current, CONTEXT)).isNotNull();
      assertThat(folder.resolve("keys/model.1.material")).doesNotExist();
      assertThatThrownBy(() -> store.enable(new KeyName("model", "1")))
          .isInstanceOf(KeyAccessException.Destroyed.class);

      store.destroy(KeyName.of("model"));

      assertThatThrownBy(() -> store.unwrap(current, CONTEXT))
          .isInstanceOf(KeyAccessException.Destroyed.class);
      assertThatThrownBy(() -> store.rotate("model"))
          .isInstanceOf(KeyAccessException.Destroyed.class);
      assertThatThrownBy(() -> store.create(NewKey.of("model", KeyType.AES_256)))
          .isInstanceOf(KeyAccessException.Refused.class);
      assertThat(store.describe("model").versions())
          .allMatch(each -> each.state() instanceof KeyState.Destroyed);
    }
  }

  @Test
  void overwritesMaterialBeforeItRemovesIt() throws IOException {
    try (LocalKeyStore store = open()) {
      store.create(NewKey.of("model", KeyType.AES_256));
      Path material = folder.resolve("keys/model.1.material");
      Path link = folder.resolve("link");
      Files.createLink(link, material);

      store.destroy(KeyName.of("model"));

      assertThat(Files.readAllBytes(link)).isNotEmpty().containsOnly(0);
    }
  }

  @Test
  void removesWhatACrashLeft_whenDestroyedAgain() throws IOException {
    try (LocalKeyStore store = open()) {
      store.create(NewKey.of("model", KeyType.AES_256));
      Path material = folder.resolve("keys/model.1.material");
      byte[] before = Files.readAllBytes(material);
      WrappedKey wrapped = store.encryptionKey(KeyName.of("model")).wrap(DataKey.random(), CONTEXT);
      store.destroy(KeyName.of("model"));
      Files.write(material, before);

      assertThatThrownBy(() -> store.unwrap(wrapped, CONTEXT))
          .isInstanceOf(KeyAccessException.Destroyed.class);
      store.destroy(KeyName.of("model"));

      assertThat(material).doesNotExist();
    }
  }

  @Test
  void modifiedKeyRecordIsRejected() throws IOException {
    try (LocalKeyStore store = open()) {
      store.create(NewKey.of("model", KeyType.AES_256));
      store.disable(KeyName.of("model"));
      Path file = folder.resolve("keys/model.key");
      Files.writeString(file, Files.readString(file).replace("\"disabled\"", "\"enabled\""));

      assertThatThrownBy(() -> store.encryptionKey(KeyName.of("model")))
          .isInstanceOf(KeyAccessException.NotAuthentic.class)
          .hasMessageContaining("model.key");
    }
  }

  @Test
  void refusesMaterialOfAnotherKey() throws IOException {
    try (LocalKeyStore store = open()) {
      store.create(NewKey.of("one", KeyType.AES_256));
      store.create(NewKey.of("two", KeyType.AES_256));
      Files.write(
          folder.resolve("keys/one.1.material"),
          Files.readAllBytes(folder.resolve("keys/two.1.material")));

      KeyEncryptionKey key = store.encryptionKey(KeyName.of("one"));
      assertThatThrownBy(() -> key.wrap(DataKey.random(), CONTEXT))
          .isInstanceOf(KeyAccessException.NotAuthentic.class);
    }
  }

  @Test
  void refusesADescriptionUnderAnotherName() throws IOException {
    try (LocalKeyStore store = open()) {
      store.create(NewKey.of("one", KeyType.AES_256));
      Files.copy(folder.resolve("keys/one.key"), folder.resolve("keys/two.key"));

      assertThatThrownBy(() -> store.describe("two"))
          .isInstanceOf(KeyAccessException.NotAuthentic.class);
    }
  }

  @Test
  void storesNoMaterialInClear() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    byte[] secret =
        ((java.security.interfaces.ECPrivateKey) pair.getPrivate()).getS().toByteArray();
    try (LocalKeyStore store = open()) {
      store.importPem("signer", SecretBytes.takeOver(pem(pair)));
    }
    try (var files = Files.walk(folder)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1);
        assertThat(content).doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
        assertThat(content).doesNotContain(new String(root, StandardCharsets.ISO_8859_1));
      }
    }
  }

  private static byte[] pem(KeyPair pair) {
    return ("-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void signsWithAnImportedKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    KeyPair pair = generator.generateKeyPair();
    try (LocalKeyStore store = open()) {
      store.importPem("signer", SecretBytes.takeOver(pem(pair)));

      SigningKey key = store.signingKey(KeyName.of("signer"));

      assertThat(key.publicKey()).isEqualTo(pair.getPublic());
      verifies(key);
    }
  }

  private static void verifies(SigningKey key) throws Exception {
    byte[] message = "a model".getBytes(StandardCharsets.UTF_8);
    Signature signature = Signature.getInstance(key.algorithm().standardName());
    signature.initVerify(key.publicKey());
    signature.update(message);
    assertThat(signature.verify(key.sign(message))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"EC_P256", "EC_P384", "EC_P521", "ED25519"})
  void signs_andExportsThePublicKey(KeyType type) throws Exception {
    try (LocalKeyStore store = open()) {
      store.create(NewKey.of("signer", type));
      SigningKey key = store.signingKey(KeyName.of("signer"));

      verifies(key);
      assertThat(
              PemKeys.publicKey(
                  PemKeys.pem(store.publicKey(KeyName.of("signer")))
                      .getBytes(StandardCharsets.US_ASCII)))
          .isEqualTo(key.publicKey());
      store.destroy(KeyName.of("signer"));
      assertThatThrownBy(() -> key.sign(new byte[1]))
          .isInstanceOf(KeyAccessException.Destroyed.class);
      // What it signed stays verifiable.
      assertThat(store.publicKey(KeyName.of("signer"))).isEqualTo(key.publicKey());
    }
  }

  @Test
  void opensWithItsOwnSecretAlone() throws IOException {
    open().close();
    Path keys = folder.resolve("keys");

    assertThatThrownBy(() -> LocalKeyStore.open(keys, new RootSecret.Given(SecretBytes.random(32))))
        .isInstanceOf(KeyAccessException.Refused.class);
    assertThatThrownBy(
            () ->
                LocalKeyStore.open(
                    keys, new RootSecret.Passphrase(SecretBytes.copyOf(new byte[] {'a'}))))
        .isInstanceOf(KeyAccessException.Refused.class)
        .hasMessageContaining("secret")
        .hasMessageContaining("passphrase");
    assertThatThrownBy(
            () -> LocalKeyStore.create(keys, new RootSecret.Given(SecretBytes.random(32))))
        .isInstanceOf(KeyAccessException.Refused.class);
    assertThatThrownBy(
            () ->
                LocalKeyStore.open(
                    folder.resolve("none"), new RootSecret.Given(SecretBytes.random(32))))
        .isInstanceOf(KeyAccessException.NotFound.class);
  }

  @Test
  void opensWithAPassphrase() throws IOException {
    Path keys = folder.resolve("passphrase");
    byte[] phrase = "korrekt pferd batterie".getBytes(StandardCharsets.UTF_8);
    LocalKeyStore.create(keys, new RootSecret.Passphrase(SecretBytes.copyOf(phrase))).close();

    LocalKeyStore.open(keys, new RootSecret.Passphrase(SecretBytes.copyOf(phrase))).close();

    assertThatThrownBy(
            () ->
                LocalKeyStore.open(
                    keys, new RootSecret.Passphrase(SecretBytes.copyOf(new byte[] {'a'}))))
        .isInstanceOf(KeyAccessException.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "209999", "10000001", "-1"})
  void refusesACountOfIterationsThatIsTooSmallOrTooLarge(String count) throws IOException {
    open().close();
    Path file = folder.resolve("keys/keystore.json");
    Files.writeString(file, Files.readString(file).replace("600000", count));

    assertThatThrownBy(this::open).isInstanceOf(KeyAccessException.Malformed.class);
  }

  @Test
  void rootKeyFileMustBeReadableByItsOwnerOnly() throws IOException {
    Path keys = folder.resolve("with-file");
    Path file = folder.resolve("root.key");
    RootSecret.KeyFile secret = RootSecret.KeyFile.create(file);
    LocalKeyStore.create(keys, secret).close();
    LocalKeyStore.open(keys, secret).close();

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> LocalKeyStore.open(keys, secret))
        .isInstanceOf(KeyAccessException.Refused.class)
        .hasMessageContaining("chmod 600");
    assertThatThrownBy(() -> RootSecret.KeyFile.create(file))
        .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
  }

  @Test
  void losesNoVersion_whenManyRotateAtOnce() throws Exception {
    try (LocalKeyStore store = open();
        LocalKeyStore another = open();
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      store.create(NewKey.of("model", KeyType.AES_256));
      List<Callable<KeyInfo>> rotations =
          IntStream.range(0, 40)
              .<Callable<KeyInfo>>mapToObj(
                  i -> () -> (i % 2 == 0 ? store : another).rotate("model"))
              .toList();
      for (var each : threads.invokeAll(rotations)) {
        each.get();
      }
      assertThat(store.describe("model").versions()).hasSize(41);
    }
  }

  @Test
  void refusesWhatTheKeyIsNotFor() throws IOException {
    try (LocalKeyStore store = open()) {
      store.create(NewKey.of("wraps", KeyType.AES_256));
      store.create(NewKey.of("signs", KeyType.ED25519));

      assertThatThrownBy(() -> store.signingKey(KeyName.of("wraps")))
          .isInstanceOf(KeyAccessException.Refused.class);
      assertThatThrownBy(() -> store.encryptionKey(KeyName.of("signs")))
          .isInstanceOf(KeyAccessException.Refused.class);
      assertThatThrownBy(() -> store.publicKey(KeyName.of("wraps")))
          .isInstanceOf(KeyAccessException.Refused.class);
      assertThatThrownBy(() -> store.describe("absent"))
          .isInstanceOf(KeyAccessException.NotFound.class);
      assertThatThrownBy(() -> store.encryptionKey(new KeyName("wraps", "9")))
          .isInstanceOf(KeyAccessException.NotFound.class);
    }
  }
}
