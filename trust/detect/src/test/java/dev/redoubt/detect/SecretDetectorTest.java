package dev.redoubt.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.detect.SecretSamples.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SecretDetectorTest {

  private static final List<SecretKind> KINDS = List.of(SecretKind.values());

  private static final Comparator<DetectedSecret> ORDER =
      Comparator.comparingLong(DetectedSecret::start).thenComparing(DetectedSecret::title);

  private static List<DetectedSecret> whole(String text) {
    List<DetectedSecret> found = new ArrayList<>();
    SecretDetector.inspect(text, found::add);
    found.sort(ORDER);
    return found;
  }

  /// In parts of up to some characters.
  private static List<DetectedSecret> parts(String text, int most, Random random) {
    List<DetectedSecret> found = new ArrayList<>();
    SecretDetector detector = new SecretDetector(found::add);
    for (int at = 0; at < text.length(); ) {
      int end = Math.min(text.length(), at + 1 + random.nextInt(most));
      detector.accept(text.substring(at, end));
      at = end;
    }
    detector.finish();
    found.sort(ORDER);
    return found;
  }

  private static List<Sample> further() {
    return SecretSamples.further();
  }

  @ParameterizedTest
  @EnumSource
  void findsEachKind_andShowsItMasked(SecretKind kind) {
    Sample sample = SecretSamples.positive(kind);
    List<DetectedSecret> found = whole("first line\n" + sample.line() + "\nlast line\n");
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().title()).isEqualTo(kind.title());
    assertThat(found.toString()).doesNotContain(sample.hidden());
  }

  @ParameterizedTest
  @MethodSource
  void further(Sample sample) {
    assertThat(whole("x\n" + sample.line() + "\n")).as(sample.line()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void passesWhatOnlyLooksLikeEachKind(SecretKind kind) {
    for (String text : SecretSamples.negatives(kind)) {
      assertThat(whole("first line\n" + text + "\nlast line\n")).as(text).isEmpty();
    }
  }

  /// Samples, what looks like one, and other text, often far apart and often side by side.
  private static String mixed(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      SecretKind kind = KINDS.get(random.nextInt(KINDS.size()));
      switch (random.nextInt(4)) {
        case 0 -> text.append(SecretSamples.positive(kind).line());
        case 1 ->
            text.append(
                SecretSamples.negatives(kind)
                    .get(random.nextInt(SecretSamples.negatives(kind).size())));
        case 2 -> text.append("some words of a text; ".repeat(random.nextInt(900)));
        default -> text.append(further().get(random.nextInt(further().size())).line());
      }
      text.append(random.nextBoolean() ? "\n" : " ");
    }
    return text.toString();
  }

  @Test
  void findsTheSame_whereverTheTextIsCut() {
    Random random = new Random(7);
    for (int round = 0; round < 12; round++) {
      String text = mixed(random);
      List<DetectedSecret> expected = whole(text);
      assertThat(expected).isNotEmpty();
      for (int most : List.of(97, 5_000, 40_000)) {
        assertThat(parts(text, most, random)).as("parts of up to %d", most).isEqualTo(expected);
      }
    }
  }

  @Test
  void findsASecretThatIsCutAnywhere() {
    String text = "a\n" + SecretSamples.positive(SecretKind.CONNECTION_PASSWORD).line() + "\nb";
    for (int cut = 0; cut <= text.length(); cut++) {
      List<DetectedSecret> found = new ArrayList<>();
      SecretDetector detector = new SecretDetector(found::add);
      detector.accept("word ".repeat(4_000));
      detector.accept(text.substring(0, cut));
      detector.accept(text.substring(cut));
      detector.accept("word ".repeat(4_000));
      detector.finish();
      assertThat(found).as("cut at %d", cut).hasSize(1);
      assertThat(found.getFirst().start()).isGreaterThan(20_000);
    }
  }

  @Test
  void takesAValueForAKey_whereItsNameSaysSo() {
    String value = "q7Wz" + "0rT5yK2mB9" + "xC4vN8sL1d";
    assertThat(SecretDetector.named("api_key", value)).contains("q7Wz*** (24 characters)");
    assertThat(SecretDetector.named("cache", value)).isEmpty();
    assertThat(SecretDetector.named("api_key", "take-the-1-of-your-team")).isEmpty();
  }
}
