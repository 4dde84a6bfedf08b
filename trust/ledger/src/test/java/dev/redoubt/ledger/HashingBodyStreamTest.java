package dev.redoubt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.ledger.format.LedgerException;
import dev.redoubt.ledger.format.Sha256Digest;
import dev.redoubt.ledger.internal.LogSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HashingBodyStreamTest {

  private static final byte[] BODY = new byte[100_000];
  private static final LogSource SOURCE = CrashingMemoryStorage.source(Map.of("body", BODY));

  @Test
  void hashesABodyUpToItsLimit() throws Exception {
    assertThat(HashingBodyStream.digest(SOURCE, "body")).isEqualTo(Sha256Digest.sha256(BODY));
    assertThat(HashingBodyStream.digest(SOURCE, "body", BODY.length))
        .isEqualTo(Sha256Digest.sha256(BODY));
    assertThat(HashingBodyStream.digest(SOURCE, "none")).isNull();
  }

  @Test
  void refusesABodyThatIsLonger() {
    assertThatThrownBy(() -> HashingBodyStream.digest(SOURCE, "body", BODY.length - 1))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("longer than the limit of 99999 bytes");
  }
}
