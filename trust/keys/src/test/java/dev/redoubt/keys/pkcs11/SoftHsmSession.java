package dev.redoubt.keys.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyEncryptionKey;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyState;
import dev.redoubt.keys.NewKey;
import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.envelope.EnvelopeEncryption;
import dev.redoubt.keys.envelope.EnvelopeHeader;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.material.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.util.List;
import java.util.Map;

/// What [SoftHsmTest] checks, in a process whose environment says where SoftHSM's tokens are.
final class SoftHsmSession {

  private static final KeyContext CONTEXT = KeyContext.of(Map.of("model", "credit"));

  private SoftHsmSession() {}

  public static void main(String[] arguments) throws Exception {
    Path module = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "keys" -> keys(module);
      case "signing" -> signing(module);
      case "tokens" -> tokens(module);
      case "envelope" -> envelope(module);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static Pkcs11Token open(Path module, String uri, String pin) throws Exception {
    return Pkcs11Token.open(
        Pkcs11Uri.parse(uri),
        module,
        SecretBytes.takeOver(pin.getBytes(StandardCharsets.US_ASCII)));
  }

  private static Pkcs11Token open(Path module) throws Exception {
    return open(module, "pkcs11:token=redoubt%20test", "12345678");
  }

  private static void keys(Path module) throws Exception {
    DataKey dataKey = DataKey.random();
    try (Pkcs11Token token = open(module)) {
      token.create(NewKey.of("model", KeyType.AES_256));
      assertThatThrownBy(() -> token.create(NewKey.of("model", KeyType.AES_256)))
          .isInstanceOf(KeyAccessException.Refused.class);
      KeyEncryptionKey first = token.encryptionKey(KeyName.of("model"));
      WrappedKey old = first.wrap(dataKey, CONTEXT);
      assertThat(token.unwrap(old, CONTEXT)).isEqualTo(dataKey);
      assertThat(old.keyId()).isEqualTo("pkcs11:token=redoubt%20test;object=model");
      assertThatThrownBy(() -> token.unwrap(old, KeyContext.EMPTY))
          .isInstanceOf(KeyAccessException.NotAuthentic.class);
      byte[] changed = old.bytes();
      changed[20] ^= 1;
      assertThatThrownBy(
              () ->
                  token.unwrap(
                      new WrappedKey(
                          old.provider(), old.keyId(), old.version(), old.algorithm(), changed),
                      CONTEXT))
          .isInstanceOf(KeyAccessException.NotAuthentic.class);

      assertThat(token.rotate("model").current().version()).isEqualTo("2");
      WrappedKey current = token.encryptionKey(KeyName.of("model")).wrap(dataKey, CONTEXT);
      assertThat(current.version()).isEqualTo("2");
      assertThat(token.unwrap(old, CONTEXT)).isEqualTo(dataKey);

      token.disable(new KeyName("model", "1"));
      assertThatThrownBy(() -> token.unwrap(old, CONTEXT))
          .isInstanceOf(KeyAccessException.Disabled.class);
      assertThat(token.unwrap(current, CONTEXT)).isEqualTo(dataKey);
      token.enable(KeyName.of("model"));
      assertThat(token.unwrap(old, CONTEXT)).isEqualTo(dataKey);

      token.destroy(new KeyName("model", "1"));
      assertThatThrownBy(() -> token.unwrap(old, CONTEXT))
          .isInstanceOf(KeyAccessException.Destroyed.class)
          .hasMessageContaining("cannot be recovered");
      assertThat(token.unwrap(current, CONTEXT)).isEqualTo(dataKey);
    }
    try (Pkcs11Token token = open(module)) {
      assertThat(token.describe("model").versions().getFirst().state())
          .isInstanceOf(KeyState.Destroyed.class);
      token.destroy(KeyName.of("model"));
      assertThat(token.list()).hasSize(1);
      assertThat(token.list().getFirst().versions())
          .hasSize(2)
          .allMatch(each -> each.state() instanceof KeyState.Destroyed);
      assertThatThrownBy(() -> token.rotate("model"))
          .isInstanceOf(KeyAccessException.Destroyed.class);
      assertThatThrownBy(() -> token.encryptionKey(KeyName.of("absent")))
          .isInstanceOf(KeyAccessException.NotFound.class);
    }
  }

  private static void signing(Path module) throws Exception {
    byte[] message = "a model".getBytes(StandardCharsets.UTF_8);
    for (KeyType type : List.of(KeyType.EC_P256, KeyType.EC_P384)) {
      String name = type == KeyType.EC_P256 ? "short" : "long";
      try (Pkcs11Token token = open(module)) {
        token.create(NewKey.of(name, type));
      }
      try (Pkcs11Token token = open(module)) {
        SigningKey key = token.signingKey(KeyName.of(name));
        Signature signature = Signature.getInstance(key.algorithm().standardName());
        signature.initVerify(key.publicKey());
        signature.update(message);
        assertThat(signature.verify(key.sign(message))).isTrue();
        assertThat(token.describe(name).type()).isEqualTo(type);
        assertThat(token.signingKey(name + "/1").publicKey()).isEqualTo(key.publicKey());
        token.destroy(KeyName.of(name));
        assertThatThrownBy(() -> key.sign(message))
            .isInstanceOf(KeyAccessException.Destroyed.class);
      }
    }
  }

  private static void tokens(Path module) throws Exception {
    assertThatThrownBy(() -> open(module, "pkcs11:token=absent", "12345678"))
        .isInstanceOf(KeyAccessException.NotFound.class)
        .hasMessageContaining("redoubt test");
    assertThatThrownBy(() -> open(module, "pkcs11:token=other", "00000000"))
        .isInstanceOf(KeyAccessException.Refused.class)
        .hasMessageContaining("PIN");
    try (Pkcs11Token one = open(module);
        Pkcs11Token other = open(module, "pkcs11:token=other", "12345678")) {
      one.create(NewKey.of("model", KeyType.AES_256));
      assertThat(other.list()).isEmpty();
      WrappedKey wrapped = one.encryptionKey(KeyName.of("model")).wrap(DataKey.random(), CONTEXT);
      assertThatThrownBy(() -> other.unwrap(wrapped, CONTEXT))
          .isInstanceOf(KeyAccessException.NotFound.class);
    }
    assertThatThrownBy(() -> open(Path.of("/nowhere.so"), "pkcs11:token=x", "1"))
        .isInstanceOf(KeyAccessException.NotFound.class);
  }

  private static void envelope(Path module) throws Exception {
    byte[] plain = new byte[300_000];
    try (Pkcs11Token token = open(module)) {
      token.create(NewKey.of("model", KeyType.AES_256));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      EnvelopeHeader header =
          EnvelopeEncryption.encrypt(
              token.encryptionKey(KeyName.of("model")),
              CONTEXT,
              new ByteArrayInputStream(plain),
              out);
      token.rotate("model");
      EnvelopeHeader newer =
          EnvelopeEncryption.rewrap(token, header, token.encryptionKey(KeyName.of("model")));
      token.destroy(new KeyName("model", "1"));
      assertThat(
              EnvelopeEncryption.decrypt(
                      token, newer, CONTEXT, new ByteArrayInputStream(out.toByteArray()))
                  .readAllBytes())
          .isEqualTo(plain);
    }
  }
}
