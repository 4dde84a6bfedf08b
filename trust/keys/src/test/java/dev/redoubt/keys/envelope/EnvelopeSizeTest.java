package dev.redoubt.keys.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.material.KeyAccessException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sizes: of plaintexts and ciphertexts, and what headers may say of segments.
class EnvelopeSizeTest {

  private static final int SEGMENT = 4096;

  private static void refuses(long size) {
    assertThatThrownBy(() -> EnvelopeEncryption.plaintextSize(size, SEGMENT))
        .isInstanceOf(KeyAccessException.NotAuthentic.class);
  }

  /// Each size of a plaintext has one size of its ciphertext. Beside those, a ciphertext may end in
  /// an empty segment, as other writers make them; no other size is one.
  @Test
  void sizesOfPlaintextAndCiphertextBelongTogether() throws Exception {
    Set<Long> ciphertexts = new HashSet<>();
    for (long plain = 0; plain <= 3 * SEGMENT; plain++) {
      long sealed = EnvelopeEncryption.ciphertextSize(plain, SEGMENT);
      ciphertexts.add(sealed);
      assertThat(EnvelopeEncryption.plaintextSize(sealed, SEGMENT)).isEqualTo(plain);
    }
    for (long sealed = 0; sealed <= 3 * SEGMENT; sealed++) {
      if (sealed > SEGMENT && sealed % SEGMENT == 16) {
        assertThat(ciphertexts).doesNotContain(sealed);
        assertThat(EnvelopeEncryption.plaintextSize(sealed, SEGMENT))
            .isEqualTo(EnvelopeEncryption.plaintextSize(sealed - 16, SEGMENT));
      } else if (!ciphertexts.contains(sealed)) {
        refuses(sealed);
      }
    }
  }

  @Test
  void holdsAsManySegmentsAsTheirNumberCounts() throws Exception {
    long most = (long) Integer.MAX_VALUE * SEGMENT;
    assertThat(EnvelopeEncryption.plaintextSize(most, SEGMENT))
        .isEqualTo(most - 40 - 16L * Integer.MAX_VALUE);
    refuses(most + SEGMENT);
    refuses(most + 16);
  }

  private static EnvelopeHeader header(int segmentSize) throws KeyAccessException {
    TestKey key = TestKey.random();
    WrappedKey wrapped = EnvelopeEncryption.seal(key, KeyContext.EMPTY).header().wrappedKey();
    return new EnvelopeHeader(segmentSize, KeyContext.of(Map.of("model", "m")), wrapped);
  }

  @ParameterizedTest
  @ValueSource(ints = {4 * 1024, 64 * 1024, 1024 * 1024})
  void takesSegmentsWithinTheirBounds(int size) {
    assertThatCode(() -> assertThat(EnvelopeHeader.decode(header(size).encoded())).isNotNull())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4 * 1024 - 1, 1024 * 1024 + 1, Integer.MAX_VALUE})
  void refusesSegmentsOutOfTheirBounds(int size) throws Exception {
    assertThatThrownBy(() -> header(size)).isInstanceOf(IllegalArgumentException.class);
    byte[] encoded = header(SEGMENT).encoded();
    ByteBuffer.wrap(encoded).putInt(5, size);
    assertThatThrownBy(() -> EnvelopeHeader.decode(encoded))
        .isInstanceOf(KeyAccessException.Malformed.class)
        .hasMessageContaining("segments of " + size + " bytes are out of range");
  }

  @Test
  void refusesAFormThatItDoesNotKnow() throws Exception {
    byte[] encoded = header(SEGMENT).encoded();
    encoded[4] = 2;
    assertThatThrownBy(() -> EnvelopeHeader.decode(encoded))
        .isInstanceOf(KeyAccessException.Malformed.class)
        .hasMessageContaining("unknown format version 2; only version 1 is supported");
  }
}
