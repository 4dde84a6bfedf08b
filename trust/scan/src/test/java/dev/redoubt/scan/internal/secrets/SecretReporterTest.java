package dev.redoubt.scan.internal.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.redoubt.detect.SecretSamples;
import dev.redoubt.detect.SecretSamples.Sample;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.InMemoryScans;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReporterTest {

  private static List<Detection> found(String text) {
    return InMemoryScans.scan("words.txt", InMemoryScans.bytes(text)).detections().stream()
        .filter(detection -> detection.rule().id().equals("secret-in-text"))
        .toList();
  }

  private static List<Sample> further() {
    return SecretSamples.further();
  }

  private static String inJson(String line) {
    String escaped =
        line.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n").replace("\"", "\\\"");
    return "{\"notes\": [\"" + escaped + "\"]}";
  }

  @Test
  void finds_eachKindInTextAndJsonAndSource_andShowsItMasked() {
    SecretSamples.all()
        .forEach(
            (kind, sample) -> {
              for (String text :
                  List.of(
                      "first line\n" + sample.line() + "\nlast line\n",
                      inJson(sample.line()),
                      "import numpy\nVALUE = \"\"\"" + sample.line() + "\"\"\"\n")) {
                assertThat(found(text)).as(text).hasSize(1);
                assertThat(kind).endsWith(found(text).getFirst().message().split(" at ", 2)[0]);
                assertThat(found(text).toString()).doesNotContain(sample.hidden());
              }
            });
  }

  @Test
  void passes_whatOnlyLooksLikeASecret() {
    for (String text : SecretSamples.allNegatives()) {
      assertThat(found("first line\n" + text + "\nlast line\n")).as(text).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource
  void further(Sample sample) {
    assertThat(found("first line\n" + sample.line() + "\nlast line\n"))
        .as(sample.line())
        .hasSize(1);
  }

  @Test
  void findsTwoOnOneLine_andOneAfterAPlaceholder() {
    String one =
        Objects.requireNonNull(SecretSamples.all().get("GITLAB_TOKEN: GitLab token")).line();
    assertThat(found("words\n" + one + " " + one)).hasSize(2);
    assertThat(found("words\ngl" + "pat-your-access-token-goes-here " + one)).hasSize(1);
  }

  @Test
  void findsAValueWithTheNameOfAKey() {
    String value = "q7Wz" + "0rT5yK2mB9" + "xC4vN8sL1d";
    assertThat(found("{\"api_key\": \"" + value + "\"}")).hasSize(1);
    assertThat(found("{\"cache\": \"" + value + "\"}")).isEmpty();
    assertThat(found("{\"api_key\": \"take-the-1-of-your-team\"}")).isEmpty();
  }

  /// A text full of the words at which the search starts was searched once for each.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ghab",
        "a://",
        "xox1",
        ";sig=",
        "AZDO",
        "8Q~",
        "T3BlbkFJ",
        ";password=",
        " uid=;pwd=",
        "-----BEGIN ",
        " eyJa.",
        "hooks.slack.com/"
      })
  void completesQuickly_onATextFullOfItsWords(String word) {
    byte[] text = InMemoryScans.bytes("x " + word.repeat((1 << 20) / word.length()));
    assertTimeout(Duration.ofSeconds(20), () -> InMemoryScans.scan("words.txt", text));
  }
}
