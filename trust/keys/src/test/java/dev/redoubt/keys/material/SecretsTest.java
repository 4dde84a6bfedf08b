package dev.redoubt.keys.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.ProviderKind;
import dev.redoubt.keys.WrapAlgorithm;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.access.KeyOpener;
import dev.redoubt.keys.envelope.EnvelopeEncryption;
import dev.redoubt.keys.envelope.EnvelopeHeader;
import dev.redoubt.keys.local.RootSecret;
import dev.redoubt.keys.pem.PemKeys;
import dev.redoubt.keys.release.ReleasedKey;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SecretsTest {

  private static final byte[] BYTES =
      "twelve monkeys, all of them grey".getBytes(StandardCharsets.US_ASCII);

  @Test
  void printsNothingOfItself() throws Exception {
    SecretBytes secret = SecretBytes.copyOf(BYTES);

    for (Object each : new Object[] {secret, DataKey.of(secret)}) {
      assertThat(each.toString())
          .doesNotContain("monkeys")
          .doesNotContain(HexFormat.of().formatHex(BYTES));
      assertThat(String.valueOf(each.hashCode()))
          .isEqualTo(String.valueOf(SecretBytes.copyOf(new byte[32]).hashCode()));
    }
  }

  /// Every type that holds a secret, also within another: in a message, a log, a debugger.
  @Test
  void printsNothingOfItself_whateverHoldsIt() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    EdECPrivateKey privateKey = (EdECPrivateKey) generator.generateKeyPair().getPrivate();
    byte[] own = privateKey.getBytes().orElseThrow();
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(privateKey.getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    PemKeys.Pair pair =
        PemKeys.privateKey(SecretBytes.takeOver(pem.getBytes(StandardCharsets.US_ASCII)));
    SecretBytes secret = SecretBytes.copyOf(BYTES);
    KeyOpener access = new KeyOpener(null, () -> new RootSecret.Given(secret), null, () -> secret);
    for (Object each :
        new Object[] {
          pair,
          PemKeys.signingKey(pair),
          new RootSecret.Given(secret),
          new RootSecret.Passphrase(secret),
          new ReleasedKey(secret),
          access,
          new EnvelopeEncryption.Sealing(header(), DataKey.of(secret))
        }) {
      for (String said :
          new String[] {each.toString(), new JsonMapper().writeValueAsString(secret)}) {
        assertThat(said)
            .doesNotContain("monkeys", Base64.getEncoder().encodeToString(BYTES))
            .doesNotContainIgnoringCase(HexFormat.of().formatHex(BYTES))
            .doesNotContainIgnoringCase(HexFormat.of().formatHex(own))
            .doesNotContainIgnoringCase(new BigInteger(1, own).toString())
            .doesNotContain(Arrays.toString(BYTES), Arrays.toString(own));
      }
    }
  }

  private static EnvelopeHeader header() {
    return new EnvelopeHeader(
        EnvelopeEncryption.SEGMENT_SIZE,
        KeyContext.EMPTY,
        new WrappedKey(
            ProviderKind.LOCAL, "local:a", "1", WrapAlgorithm.AES_256_GCM, new byte[60]));
  }

  @Test
  void isComparedByContent() {
    assertThat(SecretBytes.copyOf(BYTES)).isEqualTo(SecretBytes.copyOf(BYTES));
    assertThat(SecretBytes.copyOf(BYTES)).isNotEqualTo(SecretBytes.copyOf(new byte[32]));
  }

  @Test
  void isOverwrittenAndUnusable_whenClosed() {
    byte[] own = BYTES.clone();
    SecretBytes secret = SecretBytes.takeOver(own);

    secret.close();

    assertThat(own).containsOnly(0);
    assertThatThrownBy(() -> secret.reveal(each -> each.length))
        .isInstanceOf(IllegalStateException.class);
    assertThat(secret).isNotEqualTo(SecretBytes.copyOf(new byte[32]));
  }

  @Test
  void overwritesTheCopyThatItHandsOut() {
    byte[] kept = SecretBytes.copyOf(BYTES).reveal(each -> each);

    assertThat(kept).containsOnly(0);
  }

  @Test
  void refusesSerialization() throws Exception {
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      assertThatThrownBy(() -> out.writeObject(SecretBytes.copyOf(BYTES)))
          .isInstanceOf(NotSerializableException.class);
      assertThatThrownBy(() -> out.writeObject(DataKey.random()))
          .isInstanceOf(NotSerializableException.class);
    }
  }

  @Test
  void refusesADataKeyOfAnotherSize() {
    assertThatThrownBy(() -> DataKey.of(SecretBytes.random(16)))
        .isInstanceOf(KeyAccessException.Malformed.class);
  }
}
