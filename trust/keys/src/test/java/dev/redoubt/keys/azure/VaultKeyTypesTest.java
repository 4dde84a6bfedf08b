package dev.redoubt.keys.azure;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.security.keyvault.keys.models.KeyProperties;
import dev.redoubt.keys.material.KeyAccessException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class VaultKeyTypesTest {

  private static final Instant TIME = Instant.parse("2026-11-24T12:00:00Z");

  private static void refuses(KeyProperties properties, Instant now, String why) {
    assertThatThrownBy(() -> VaultKeyTypes.checkTime("k/1", properties, now))
        .isInstanceOf(KeyAccessException.Refused.class)
        .hasMessageContaining(why);
  }

  private static void accepts(KeyProperties properties, Instant now) {
    assertThatCode(() -> VaultKeyTypes.checkTime("k/1", properties, now))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesAKeyFromTheExactInstantOfItsEnd() {
    KeyProperties properties = new KeyProperties().setExpiresOn(TIME.atOffset(ZoneOffset.UTC));
    accepts(properties, TIME.minusNanos(1));
    refuses(properties, TIME, "key `k/1` expired at 2026-11-24T12:00:00Z");
    refuses(properties, TIME.plusNanos(1), "expired");
  }

  @Test
  void acceptsAKeyFromTheExactInstantOfItsBeginning() {
    KeyProperties properties = new KeyProperties().setNotBefore(TIME.atOffset(ZoneOffset.UTC));
    refuses(properties, TIME.minusNanos(1), "cannot wrap or sign before 2026-11-24T12:00:00Z");
    accepts(properties, TIME);
  }

  @Test
  void acceptsAKeyWithoutTimes() {
    accepts(new KeyProperties(), TIME);
  }
}
