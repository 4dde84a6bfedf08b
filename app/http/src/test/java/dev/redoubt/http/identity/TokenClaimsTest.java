package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenClaimsTest {

  private static Optional<TokenClaims> parse(String json) {
    return TokenClaims.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static TokenClaims claims(String json) {
    return parse(json).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "1",
        "\"a\"",
        "{}{}",
        "{} 1",
        "{\"a\":1,\"a\":1}",
        "{\"a\":{\"b\":1,\"b\":2}}"
      })
  void rejectsNonObjectClaims(String json) {
    assertThat(parse(json)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"text\" | text",
        "true | true",
        "false | false",
        "7 | 7",
        "-7 | -7",
        "9007199254740993 | 9007199254740993",
        "7.5 |",
        "1e3 |",
        "null |",
        "[\"text\"] |",
        "{} |"
      })
  void readsStringsBooleansAndIntegers(String value, String text) {
    TokenClaims claims = claims("{\"a\":" + value + "}");
    assertThat(claims.has("a")).isTrue();
    assertThat(claims.has("b")).isFalse();
    assertThat(claims.text("a")).isEqualTo(Optional.ofNullable(text));
    assertThat(claims.text("b")).isEmpty();
  }

  @Test
  void readsListsAndSingleStringAsList() {
    assertThat(claims("{\"a\":[\"x\",1,true,null,[\"y\"],{},\"z\"]}").texts("a"))
        .containsExactly("x", "1", "true", "z");
    assertThat(claims("{\"a\":\"x\"}").texts("a")).containsExactly("x");
    assertThat(claims("{\"a\":[]}").texts("a")).isEmpty();
    assertThat(claims("{\"a\":{\"b\":\"x\"}}").texts("a")).isEmpty();
    assertThat(claims("{}").texts("a")).isEmpty();
  }

  @Test
  void readsNestedObject() {
    assertThat(claims("{\"a\":{\"b\":\"x\"}}").object("a").orElseThrow().text("b")).contains("x");
    assertThat(claims("{\"a\":[{}]}").object("a")).isEmpty();
    assertThat(claims("{\"a\":\"{}\"}").object("a")).isEmpty();
    assertThat(claims("{}").object("a")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "1.0, 1",
    "1.999999, 1",
    "-1, -1",
    "-0.5, -1",
    "1e3, 1000",
    "1764072000, 1764072000",
    "999999999999999, 999999999999999",
    "-999999999999999, -999999999999999",
    "1e15, ",
    "-1e15, ",
    "1e300, ",
    "1e999, ",
    "-1e999999999, ",
    "true, ",
    "null, ",
    "[1], ",
    "{}, "
  })
  void truncatesTimesToSeconds(String value, Long seconds) {
    assertThat(claims("{\"a\":" + value + "}").time("a"))
        .isEqualTo(Optional.ofNullable(seconds).map(Instant::ofEpochSecond));
  }

  @Test
  void rejectsStringAsTime() {
    assertThat(claims("{\"a\":\"1\"}").time("a")).isEmpty();
    assertThat(claims("{}").time("a")).isEmpty();
  }
}
