package dev.redoubt.keys.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.material.KeyAccessException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntermediateKeyTest {

  private static final KeyContext OBJECT = KeyContext.of(Map.of("blob", "b"));
  private static final Map<String, String> HERE = Map.of("path", "a");

  private final IntermediateKey key = IntermediateKey.of("vault:1", DataKey.random());

  @Test
  void unwrapsWhatItWrapped_alsoAsACopy() throws KeyAccessException {
    DataKey data = DataKey.random();
    WrappedKey wrapped = key.wrap(data, OBJECT);
    try (IntermediateKey copy = key.copy()) {
      key.close();
      assertThat(copy.unwrap(wrapped, OBJECT)).isEqualTo(data);
    }
    assertThatThrownBy(() -> key.unwrap(wrapped, OBJECT)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keyWrappedForAnotherContextIsRejected() throws KeyAccessException {
    DataKey data = DataKey.random();
    WrappedKey wrapped = key.at(HERE).wrap(data, OBJECT);
    assertThat(key.at(HERE).unwrap(wrapped, OBJECT)).isEqualTo(data);
    assertThatThrownBy(() -> key.at(Map.of("path", "b")).unwrap(wrapped, OBJECT))
        .isInstanceOf(KeyAccessException.NotAuthentic.class);
    assertThatThrownBy(() -> key.unwrap(wrapped, OBJECT))
        .isInstanceOf(KeyAccessException.NotAuthentic.class);
  }

  @Test
  void keyWrappedByAnotherKeyIsRejected() {
    WrappedKey wrapped =
        IntermediateKey.of("vault:1", DataKey.random()).wrap(DataKey.random(), OBJECT);
    assertThatThrownBy(() -> key.unwrap(wrapped, OBJECT))
        .isInstanceOf(KeyAccessException.NotAuthentic.class);
  }

  @Test
  void refusesAPlace_thatTheObjectSpeaksOf() {
    assertThatThrownBy(() -> key.at(Map.of("blob", "c")).wrap(DataKey.random(), OBJECT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
