package dev.redoubt.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.access.RequestRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InTotoStatementTest {

  private static final String ROOT = "ab".repeat(32);
  private static final String TYPE = "https://example.org/t";

  private static InTotoStatement read(String text) {
    return InTotoStatement.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static InTotoStatement predicate(String type, String predicate) {
    return InTotoStatement.read(text(ROOT, type, predicate));
  }

  private static void refused(String words, String text) {
    assertThatThrownBy(() -> read(text))
        .as(text)
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining(words);
  }

  @Test
  void parsesStatement() {
    String text =
        new String(
            text(ROOT, TYPE, "{\"metrics\": {\"a\": -0.5, \"b\": 3}}"), StandardCharsets.UTF_8);
    InTotoStatement statement = read(text);
    assertThat(statement.subject()).isEqualTo(ROOT);
    assertThat(statement.predicateType()).isEqualTo(TYPE);
    assertThat(statement.metrics()).isEqualTo(Map.of("a", -0.5, "b", 3.0));
    assertThat(statement.text()).isEqualTo(text);
    assertThat(predicate(TYPE, "{}").metrics()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PASSED, PASSED",
    "WARNED, WARNED",
    "FAILED, FAILED",
    "passed, NONE",
    "'', NONE",
    "GREAT, NONE"
  })
  void parsesResult(String result, EvidenceClaim.Outcome outcome) {
    assertThat(predicate(TYPE, "{\"result\": \"" + result + "\"}").outcome()).isEqualTo(outcome);
  }

  @Test
  void outcomeIsNoneWithoutResult() {
    assertThat(predicate(TYPE, "{}").outcome()).isEqualTo(EvidenceClaim.Outcome.NONE);
    assertThat(predicate(TYPE, "{\"result\": true}").outcome())
        .isEqualTo(EvidenceClaim.Outcome.NONE);
    assertThat(predicate(TYPE, "{\"verificationResult\": \"FAILED\"}").outcome())
        .isEqualTo(EvidenceClaim.Outcome.NONE);
  }

  /// A verification summary has its own result field.
  @ParameterizedTest
  @ValueSource(strings = {"PASSED", "FAILED"})
  void parsesResultOfVerificationSummary(String result) {
    String summary =
        """
        {"verifier": {"id": "https://example.org/v"}, "timeVerified": "2026-11-01T00:00:00Z",
         "resourceUri": "models:/credit/3", "policy": {"uri": "https://example.org/p"},
         "verificationResult": "%s", "verifiedLevels": ["SLSA_BUILD_LEVEL_0"]}
        """
            .formatted(result);
    assertThat(predicate("https://slsa.dev/verification_summary/v1", summary).outcome())
        .isEqualTo(EvidenceClaim.Outcome.valueOf(result));
  }

  @Test
  void recognizesBundleByItsMediaTypeField() {
    assertThat(InTotoStatement.isBundle("{\"mediaType\": 1}".getBytes(StandardCharsets.UTF_8)))
        .isTrue();
    assertThat(InTotoStatement.isBundle("{\"mediatype\": 1}".getBytes(StandardCharsets.UTF_8)))
        .isFalse();
  }

  private static String statement(String subjects, String type, String predicate) {
    return ("{\"_type\": \"https://in-toto.io/Statement/v1\", \"subject\": %s, "
            + "\"predicateType\": %s, \"predicate\": %s}")
        .formatted(subjects, type, predicate);
  }

  private static String subject(String digest) {
    return "{\"digest\": {\"sha256\": %s}}".formatted(digest);
  }

  @Test
  void refusesStatementWithoutExactlyOneModelSubject() {
    String good = "\"" + ROOT + "\"";
    String type = "\"" + TYPE + "\"";
    assertThat(read(statement("[" + subject(good) + "]", type, "{}")).subject()).isEqualTo(ROOT);
    String two = "[" + subject(good) + "," + subject(good) + "]";
    for (String each : new String[] {"[]", two, subject(good), "null"}) {
      refused("must have one subject", statement(each, type, "{}"));
    }
    for (String each :
        new String[] {"1", "\"\"", "\"" + "AB".repeat(32) + "\"", "\"" + ROOT + "0\"", "null"}) {
      refused(
          "`subject[0].digest.sha256` must be 64 lower-case",
          statement("[" + subject(each) + "]", type, "{}"));
    }
  }

  @Test
  void refusesEmptyOrTooLongPredicateType() {
    String subjects = "[" + subject("\"" + ROOT + "\"") + "]";
    assertThat(read(statement(subjects, "\"" + "t".repeat(500) + "\"", "{}")).predicateType())
        .hasSize(500);
    for (String each : new String[] {"\"" + "t".repeat(501) + "\"", "\" \"", "1"}) {
      refused("`predicateType` must be a URI", statement(subjects, each, "{}"));
    }
    for (String each : new String[] {"[]", "null", "\"x\""}) {
      refused("`predicate` must be an object", statement(subjects, "\"t\"", each));
    }
  }

  private static String metrics(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"m" + i + "\": " + i)
        .collect(Collectors.joining(",", "{\"metrics\": {", "}}"));
  }

  @Test
  void refusesTooManyMetrics() {
    assertThat(predicate(TYPE, metrics(1_000)).metrics()).hasSize(1_000);
    assertThatThrownBy(() -> predicate(TYPE, metrics(1_001)))
        .hasMessageContaining("an object of at most 1000 numbers");
  }

  @Test
  void refusesTooDeeplyNestedStatement() {
    String deep = "{\"a\": " + "[".repeat(60) + "]".repeat(60) + "}";
    assertThat(predicate(TYPE, deep).metrics()).isEmpty();
    String deeper = "{\"a\": " + "[".repeat(70) + "]".repeat(70) + "}";
    assertThatThrownBy(() -> predicate(TYPE, deeper)).hasMessageContaining("not a JSON object");
  }

  @Test
  void refusesInvalidUtf8() {
    byte[] text = text(ROOT, TYPE, "{\"a\": \"x\"}");
    text[text.length - 10] = (byte) 0xFF;
    assertThatThrownBy(() -> InTotoStatement.read(text))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageContaining("not a JSON object in UTF-8");
  }

  private static byte[] text(String root, String predicateType, String predicate) {
    return ("{\"_type\": \"https://in-toto.io/Statement/v1\", \"subject\": [{\"name\": \"model\","
            + " \"digest\": {\"sha256\": \"%s\"}}], \"predicateType\": \"%s\", \"predicate\": %s}")
        .formatted(root, predicateType, predicate)
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
