package dev.redoubt.scan.internal.boosting;

import static dev.redoubt.scan.InMemoryScans.bytes;
import static dev.redoubt.scan.InMemoryScans.join;
import static dev.redoubt.scan.InMemoryScans.rules;
import static dev.redoubt.scan.InMemoryScans.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.ScannedFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class XgboostTest {

  @Test
  void passesAModel() {
    assertThat(scan("m.json", new XgboostDocument().json()).detections()).isEmpty();
    ScannedFile file = scan("m.ubj", new XgboostDocument().ubjson());
    assertThat(file.formats()).containsExactly(FileFormat.UBJSON);
    assertThat(file.detections()).isEmpty();
  }

  private static Stream<Arguments> contradictions() {
    return Stream.of(
        Arguments.of(
            new XgboostDocument().tree("left_children", new int[] {1, -1}),
            "tree `0` has `3` nodes, but `left_children` has `2` entries"),
        Arguments.of(
            new XgboostDocument().tree("split_conditions", List.of(0.5f)),
            "tree `0` has `3` nodes, but `split_conditions` has `1` entries"),
        Arguments.of(
            new XgboostDocument().tree("left_children", new int[] {3, -1, -1}),
            "tree `0` of `3` nodes has the child node `3`"),
        Arguments.of(
            new XgboostDocument().tree("right_children", new int[] {2, -1, -2}),
            "tree `0` of `3` nodes has the child node `-2`"),
        Arguments.of(
            new XgboostDocument().tree("tree_param", Map.of()),
            "tree `0` does not declare its number of nodes"),
        Arguments.of(
            new XgboostDocument().tree("split_indices", new int[] {2, 0, 0}),
            "a split uses feature `2`, but the model has `2` features"),
        Arguments.of(
            new XgboostDocument().model("tree_info", new int[] {0, 0}),
            "the model declares `num_trees` = `1`, but has `2` tree_info"),
        Arguments.of(
            new XgboostDocument().model("gbtree_model_param", Map.of("num_trees", "2")),
            "the model declares `num_trees` = `2`, but has `1` trees"));
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void isUnreadable_whenDeclaredCountsAreWrong(XgboostDocument document, String message) {
    for (byte[] form : List.of(document.json(), document.ubjson())) {
      ScannedFile file = scan("m", form);
      assertThat(rules(file)).containsExactly("xgboost-unreadable");
      assertThat(file.detections().getFirst().message()).isEqualTo(message);
      assertThat(file.detections().getFirst().location().offset()).isPositive();
    }
  }

  @Test
  void passesOtherJson_withTheSameNames() {
    assertThat(
            scan("m.json", bytes("{\"learner\": {\"model\": {\"trees\": 3}, \"num_feature\": 1}}"))
                .detections())
        .isEmpty();
  }

  @Test
  void isUnreadable_whereverItIsTruncated() {
    byte[] file = new XgboostDocument().ubjson();
    for (int length = 13; length < file.length; length++) {
      assertThat(rules(scan("m.ubj", Arrays.copyOf(file, length))))
          .as("%d of %d bytes", length, file.length)
          .containsExactly("xgboost-unreadable");
    }
    assertThat(rules(scan("m.ubj", join(file, new byte[1])))).containsExactly("xgboost-unreadable");
  }

  /// Counts beyond the data, a negative length, and an invalid type.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[$l#L\u007f\0\0\0\0\0\0\0",
        "[#L\u007f\0\0\0\0\0\0\0",
        "[$Z#L\u007f\0\0\0\0\0\0\0",
        "[$l",
        "SL\u00ff\0\0\0\0\0\0\0",
        "SL\u007f\0\0\0\0\0\0\0",
        "Q",
        "C"
      })
  void isUnreadable_whenAValueIsInvalid(String value) {
    byte[] start = bytes("{L\0\0\0\0\0\0\0\u0005words");
    assertThat(rules(scan("m.ubj", join(start, bytes(value)))))
        .containsExactly("xgboost-unreadable");
  }

  @Test
  void completesQuickly_onEndlesslyNestedArrays() {
    byte[] start = bytes("{L\0\0\0\0\0\0\0\u0005words");
    assertThat(rules(scan("m.ubj", join(start, bytes("[".repeat(100_000))))))
        .containsExactly("xgboost-unreadable");
  }

  @Test
  void readsOtherFormsOfNumbersAndArrays() {
    byte[] file =
        bytes("{i\u0001a[i\u0005U\u0006I\0\u0007NTFZD\0\0\0\0\0\0\0\0Cx]i\u0001b{i\u0001c[]}}");
    assertThat(scan("m.ubj", file).formats()).contains(FileFormat.UBJSON);
    assertThat(scan("m.ubj", file).detections()).isEmpty();
  }

  @Test
  void findsASecret_amongTheAttributes() {
    String token = "gl" + "pat-" + "q7Wz0rT5yK2mB9xC4vN8";
    byte[] file = new XgboostDocument().learner("attributes", Map.of("note", token)).ubjson();
    assertThat(rules(scan("m.ubj", file))).containsExactly("secret-in-text");
    assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains(token);
  }
}
