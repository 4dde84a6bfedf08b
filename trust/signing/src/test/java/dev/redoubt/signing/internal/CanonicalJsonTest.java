package dev.redoubt.signing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.signing.refusal.RefusedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  private static String written(String json) throws RefusedException {
    return CanonicalJson.write(
        SignedJson.read(json.getBytes(StandardCharsets.UTF_8), "the test"), "the test");
  }

  /// Appendix B of RFC 8785, without the two that are no numbers of JSON.
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2",
  })
  void writesNumbersAsEcmaScript(String bits, String text) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(CanonicalJson.number(value)).isEqualTo(text);
  }

  /// Section 3.2.3: by UTF-16 units, so that a surrogate comes before U+FB33.
  @Test
  void sortsNamesByUtf16() throws Exception {
    assertThat(
            written(
                "{\"\u20ac\":1,\"\\r\":2,\"\ufb33\":3,\"1\":4,\"\ud83d\ude00\":5,\"\u0080\":6,"
                    + "\"\u00f6\":7}"))
        .isEqualTo(
            "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,"
                + "\"\ufb33\":3}");
  }

  @Test
  void escapesWhatMustBe_andNothingElse() throws Exception {
    assertThat(written("[\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\\u007f\"]"))
        .isEqualTo("[\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u007f\"]");
  }

  @Test
  void writesEachKindOfValue_withoutSpaces() throws Exception {
    assertThat(written(" { \"b\" : [ true , false , null ] , \"a\" : { } } "))
        .isEqualTo("{\"a\":{},\"b\":[true,false,null]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740992",
        "-9007199254740993",
        "0.1000000000000000055511",
        "1e400",
        "1e-400"
      })
  void refusesNumbersThatOthersReadDifferently(String number) {
    assertThatThrownBy(() -> written("[" + number + "]"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("use a string");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999999", "-2e5555555555", "3e-99999999999"})
  void refusesExponentsThatNobodyReads(String number) {
    assertThatThrownBy(() -> written("[" + number + "]"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("a number that is too large");
  }

  @Test
  void refusesHalfOfASurrogatePair() {
    assertThatThrownBy(() -> written("[\"\\ud800\"]")).hasMessageContaining("surrogate");
  }
}
