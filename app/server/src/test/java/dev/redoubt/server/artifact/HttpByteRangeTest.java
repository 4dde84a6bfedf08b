package dev.redoubt.server.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.server.artifact.HttpByteRange.Requested;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpByteRangeTest {

  private static final long SIZE = 1000;

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-999, 0, 1000",
    "bytes=10-19, 10, 10",
    "bytes=990-2000, 990, 10",
    "bytes=500-, 500, 500",
    "bytes=-1, 999, 1",
    "bytes=-5000, 0, 1000"
  })
  void parsesByteRange(String header, long start, long length) {
    assertThat(HttpByteRange.of(Optional.of(header), SIZE))
        .isEqualTo(new Requested.Part(new HttpByteRange(start, length)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes=",
        "bytes=-",
        "bytes=5-4",
        "bytes=0-1,3-4",
        "items=0-1",
        "bytes=x-y",
        "bytes=99999999999999999999-",
        "bytes=0-99999999999999999999"
      })
  void ignoresOtherThanSingleRange(String header) {
    assertThat(HttpByteRange.of(Optional.of(header), SIZE)).isEqualTo(new Requested.All());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=1000-", "bytes=1000-1001", "bytes=-0"})
  void rangeBeyondFileIsUnsatisfiable(String header) {
    assertThat(HttpByteRange.of(Optional.of(header), SIZE)).isEqualTo(new Requested.Outside());
  }

  @Test
  void rangeOfEmptyFileIsUnsatisfiable() {
    assertThat(HttpByteRange.of(Optional.of("bytes=0-"), 0)).isEqualTo(new Requested.Outside());
  }
}
