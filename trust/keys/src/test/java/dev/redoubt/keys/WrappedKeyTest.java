package dev.redoubt.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.material.KeyAccessException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WrappedKeyTest {

  private static final WrappedKey KEY =
      new WrappedKey(
          ProviderKind.LOCAL, "local:model", "7", WrapAlgorithm.AES_256_GCM, new byte[] {1, 2, 3});

  @Test
  void readsWhatItWrote() throws Exception {
    assertThat(WrappedKey.decode(KEY.encoded())).isEqualTo(KEY);
  }

  @Test
  void refusesEveryTruncation_andAnyByteMore() {
    byte[] whole = KEY.encoded();
    for (int i = 0; i < whole.length; i++) {
      byte[] part = Arrays.copyOf(whole, i);
      assertThatThrownBy(() -> WrappedKey.decode(part))
          .isInstanceOf(KeyAccessException.Malformed.class);
    }
    assertThatThrownBy(() -> WrappedKey.decode(Arrays.copyOf(whole, whole.length + 1)))
        .isInstanceOf(KeyAccessException.Malformed.class);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    for (int at : new int[] {0, 4, 5, 6}) {
      byte[] other = KEY.encoded();
      other[at] = 99;
      assertThatThrownBy(() -> WrappedKey.decode(other))
          .isInstanceOf(KeyAccessException.Malformed.class);
    }
  }

  @Test
  void bindsEverythingButTheBytes() {
    KeyContext context = KeyContext.of(Map.of("model", "credit"));
    byte[] binding = KEY.binding(context);

    assertThat(
            WrappedKey.binding(
                ProviderKind.PKCS11, "local:model", "7", WrapAlgorithm.AES_256_GCM, context))
        .isNotEqualTo(binding);
    assertThat(
            WrappedKey.binding(
                ProviderKind.LOCAL, "local:model", "8", WrapAlgorithm.AES_256_GCM, context))
        .isNotEqualTo(binding);
    assertThat(KEY.binding(KeyContext.of(Map.of("model", "credit2")))).isNotEqualTo(binding);
  }

  @Test
  void encodesAContextTheSame_inWhateverOrderItIsGiven() throws Exception {
    KeyContext one = KeyContext.of(Map.of("a", "1", "b", "2"));
    KeyContext other = new KeyContext(new java.util.TreeMap<>(Map.of("b", "2", "a", "1")));

    assertThat(one.encoded()).isEqualTo(other.encoded());
    assertThat(KeyContext.decode(one.encoded())).isEqualTo(one);
  }

  @Test
  void contextsWithEqualConcatenationsDiffer() {
    assertThat(KeyContext.of(Map.of("a", "bc")).encoded())
        .isNotEqualTo(KeyContext.of(Map.of("ab", "c")).encoded());
  }

  @Test
  void refusesAContextThatIsOutOfOrder_orNoText() {
    byte[] swapped = {2, 0, 1, 'b', 0, 1, '2', 0, 1, 'a', 0, 1, '1'};
    assertThatThrownBy(() -> KeyContext.decode(swapped))
        .isInstanceOf(KeyAccessException.Malformed.class)
        .hasMessageContaining("order");
    assertThatThrownBy(() -> KeyContext.of(Map.of("a", "\ud800")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> KeyContext.of(Map.of("Model", "x"))).hasMessageContaining("`Model`");
    assertThatThrownBy(() -> KeyContext.of(Map.of("a", "x\ny")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
