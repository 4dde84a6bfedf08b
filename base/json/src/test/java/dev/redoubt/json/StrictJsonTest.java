package dev.redoubt.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.testing.FuzzSeeds;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StrictJsonTest {

  private static final StrictJson JSON = new StrictJson(new StrictJson.Limits(60, 3, 12));

  private static String read(byte[] bytes) {
    return switch (JSON.read(bytes)) {
      case StrictJson.Result.Read(var value) -> value.toString();
      case StrictJson.Result.Refused(String message) -> message;
    };
  }

  private static String read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void keepsAllDigitsOfNumbers() {
    assertThat(read("[0.10000000000000000000000000001, 1e2]"))
        .isEqualTo("[0.10000000000000000000000000001,1E+2]");
  }

  @Test
  void refusesWhatTwoReadersCouldTakeDifferently() {
    assertThat(read("{\"a\": 1,\n \"a\": 2}"))
        .isEqualTo("cannot be read as JSON (line 2, column 5): an object has a duplicate name");
    assertThat(read("{} {}")).contains(": unexpected content after the end");
    assertThat(read("\uFEFF{}")).isEqualTo("begins with a byte order mark");
    assertThat(read(new byte[] {'"', (byte) 0xff, '"'})).isEqualTo("is not UTF-8");
    assertThat(read("{}".getBytes(StandardCharsets.UTF_16LE))).contains("invalid JSON");
  }

  @Test
  void otherSyntaxErrorsAreDescribed() {
    assertThat(read("")).isEqualTo("is empty");
    assertThat(read("{")).contains(": unexpected end");
    assertThat(read("{a: 1}")).contains(": invalid JSON");
    assertThat(read("1e99999999999")).isEqualTo("has a number that is too large");
  }

  @Test
  void readsTextsUpToTheirLimits() {
    assertThat(read("[[[1]]]")).isEqualTo("[[[1]]]");
    assertThat(read("[[[[]]]]")).contains(": nested deeper than 3 levels");
    assertThat(read("[1,2,3,4,5,6,7,8,9,0]")).isEqualTo("[1,2,3,4,5,6,7,8,9,0]");
    assertThat(read("[1,2,3,4,5,6,7,8,9,0,1]")).contains(": more than 12 tokens");
    assertThat(read("\"" + "x".repeat(58) + "\"")).hasSize(60);
    assertThat(read("\"" + "x".repeat(59) + "\"")).isEqualTo("has 61 bytes; the limit is 60");
  }

  @Test
  void survivesEverySeed() throws IOException, URISyntaxException {
    FuzzSeeds.survive(
        StrictJsonTest.class, "StrictJsonFuzzTestInputs/json", 7, StrictJsonFuzzTarget::read);
  }
}
