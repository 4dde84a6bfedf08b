package dev.redoubt.bicep.internal.registry;

import static dev.redoubt.bicep.internal.registry.FakeRegistry.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OciDigestTest {

  private static final String EMPTY_OBJECT =
      "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

  @Test
  void isThatOfTheBytes() {
    assertThat(OciDigest.of(utf8("{}")).text()).isEqualTo(EMPTY_OBJECT);
    assertThat(OciDigest.parse(EMPTY_OBJECT)).isEqualTo(OciDigest.of(utf8("{}")));
    assertThat(OciDigest.of(utf8("{}")).isOf(utf8("{}"))).isTrue();
    assertThat(OciDigest.of(utf8("{}")).isOf(utf8("[]"))).isFalse();
  }

  @Test
  void isReadInTheOtherRegisteredAlgorithm() {
    OciDigest digest =
        Objects.requireNonNull(
            OciDigest.parse(
                "sha512:cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
                    + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"));
    assertThat(digest.isOf(new byte[0])).isTrue();
    assertThat(digest.isOf(new byte[1])).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256:", "md5:d41d8cd98f00b204e9800998ecf8427e", "sha256:44136FA3"})
  void unsupportedDigestIsRejected(String text) {
    assertThat(OciDigest.parse(text)).isNull();
  }
}
