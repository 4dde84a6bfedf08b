package dev.redoubt.scan.internal.boosting;

import static dev.redoubt.scan.InMemoryScans.bytes;
import static dev.redoubt.scan.InMemoryScans.rules;
import static dev.redoubt.scan.InMemoryScans.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.ScannedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LightgbmTest {

  private static final String FIRST =
      """
      Tree=0
      num_leaves=3
      num_cat=1
      split_feature=1 0
      split_gain=2 1
      threshold=0.5 0
      decision_type=2 1
      left_child=1 -1
      right_child=-3 -2
      leaf_value=0.25 -0.25 0
      cat_boundaries=0 2
      cat_threshold=5 9
      shrinkage=1


      """;

  private static final String SECOND =
      """
      Tree=1
      num_leaves=1
      num_cat=0
      split_feature=
      leaf_value=0.5
      shrinkage=1


      """;

  private static final String REST =
      """
      end of trees

      feature_importances:
      b=1

      parameters:
      [boosting: gbdt]

      end of parameters

      pandas_categorical:null
      """;

  private static String header(String sizes) {
    return """
    tree
    version=v4
    num_class=1
    num_tree_per_iteration=1
    label_index=0
    max_feature_idx=1
    objective=binary sigmoid:1
    feature_names=a b
    feature_infos=[0:1] none
    %s
    """
        .formatted(sizes);
  }

  static byte[] whole() {
    return bytes(model(FIRST));
  }

  private static String model(String first) {
    return header("tree_sizes=" + first.length() + " " + SECOND.length() + "\n")
        + first
        + SECOND
        + REST;
  }

  @Test
  void passesAModel_withAndWithoutTheSizesOfItsTrees() {
    ScannedFile file = scan("m.txt", bytes(model(FIRST)));
    assertThat(file.formats()).containsExactly(FileFormat.LIGHTGBM_TEXT);
    assertThat(file.detections()).isEmpty();
    assertThat(scan("m.txt", bytes(header("") + FIRST + SECOND + REST)).detections()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "split_feature=1 0|split_feature=1 2",
        "split_feature=1 0|split_feature=1",
        "split_feature=1 0|split_feature=1 x",
        "left_child=1 -1|left_child=2 -1",
        "right_child=-3 -2|right_child=-4 -2",
        "threshold=0.5 0|threshold=0.5",
        "leaf_value=0.25 -0.25 0|leaf_value=0.25",
        "num_leaves=3|num_leaves=0",
        "num_leaves=3|num_leaves=99999999999999999999",
        "cat_boundaries=0 2|cat_boundaries=0 3",
        "cat_boundaries=0 2|cat_boundaries=0",
        "num_cat=1|num_cat=2"
      })
  void isUnreadable_whenDeclaredCountsOfATreeAreWrong(String whole, String changed) {
    ScannedFile file = scan("m.txt", bytes(model(FIRST.replace(whole, changed))));
    assertThat(rules(file)).containsExactly("lightgbm-unreadable");
    assertThat(file.detections().getFirst().location().offset())
        .isEqualTo(model(FIRST.replace(whole, changed)).indexOf("Tree=0"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "feature_names=a b|feature_names=a",
        "feature_infos=[0:1] none|feature_infos=none",
        "max_feature_idx=1|max_feature_idx=",
        "tree_sizes=|tree_sizes=1",
        "tree_sizes=|tree_sizes=7 "
      })
  void isUnreadable_whenDeclaredCountsOfTheModelAreWrong(String whole, String changed) {
    assertThat(
            rules(
                scan(
                    "m.txt", bytes(model(FIRST).replaceFirst(whole.replace("[", "\\["), changed)))))
        .containsExactly("lightgbm-unreadable");
  }

  @Test
  void isUnreadable_whenItIsTruncated() {
    String model = model(FIRST);
    int trees = model.indexOf("end of trees");
    for (int length = 20; length < trees + "end of trees".length(); length++) {
      assertThat(rules(scan("m.txt", bytes(model.substring(0, length)))))
          .as("%d characters", length)
          .containsExactly("lightgbm-unreadable");
    }
    int parameters = model.indexOf("[boosting");
    assertThat(rules(scan("m.txt", bytes(model.substring(0, parameters)))))
        .containsExactly("lightgbm-unreadable");
  }

  @Test
  void findsASecret_amongTheParameters() {
    String token = "gl" + "pat-" + "q7Wz0rT5yK2mB9xC4vN8";
    assertThat(rules(scan("m.txt", bytes(model(FIRST) + token)))).containsExactly("secret-in-text");
  }
}
