package dev.redoubt.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.keys.material.SecretBytes;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UploadPartTokenTest {

  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

  private final SecretBytes key = SecretBytes.random(32);
  private final UploadPartToken capability = new UploadPartToken("abc", 3, NOW.plusSeconds(60));
  private final String signature = capability.sign(key);

  @Test
  void acceptsValidSignatureUntilExpiry() {
    assertThat(signature).matches("[A-Za-z0-9_-]{43}");
    assertThat(capability.verify(key, signature, NOW)).isTrue();
    assertThat(capability.verify(key, signature, NOW.plusSeconds(60))).isFalse();
  }

  @Test
  void refusesTokenOfAnotherUploadOrPart() {
    for (UploadPartToken other :
        new UploadPartToken[] {
          new UploadPartToken("abd", 3, NOW.plusSeconds(60)),
          new UploadPartToken("abc", 4, NOW.plusSeconds(60)),
          new UploadPartToken("abc", 3, NOW.plusSeconds(61)),
          new UploadPartToken("abc\n3", 3, NOW.plusSeconds(60))
        }) {
      assertThat(other.verify(key, signature, NOW)).as(other.toString()).isFalse();
    }
    assertThat(capability.verify(SecretBytes.random(32), signature, NOW)).isFalse();
  }

  @Test
  void refusesMalformedSignature() {
    for (String each : new String[] {"", "a", "???", signature.substring(1), signature + "AAAA"}) {
      assertThat(capability.verify(key, each, NOW)).as(each).isFalse();
    }
  }
}
