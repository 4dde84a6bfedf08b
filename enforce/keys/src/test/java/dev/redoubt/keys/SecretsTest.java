package dev.redoubt.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

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
