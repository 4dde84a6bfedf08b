package dev.redoubt.scan.internal.boosting;

import dev.redoubt.scan.internal.model.MalformedContentException;
import java.util.List;
import java.util.Map;

/// A tree of a LightGBM model, with one leaf more than it has splits. A child is a split or, as the
/// bitwise complement of its number, a leaf.
///
/// @param block its lines
/// @param at its position
/// @param features the number of features of the model
record LightgbmTree(Map<String, String> block, long at, long features) {

  private static final List<String> SPLITS =
      List.of("split_feature", "threshold", "decision_type", "left_child", "right_child");

  void check() throws MalformedContentException {
    long leaves = LightgbmText.number(block, "num_leaves", at);
    if (leaves < 1) {
      throw new MalformedContentException(at, "invalid number of leaves: `" + leaves + "`");
    }
    if (leaves > 1) {
      for (String name : SPLITS) {
        count(name, leaves - 1);
      }
      count("leaf_value", leaves);
      within("split_feature", 0, features - 1);
      within("left_child", -leaves, leaves - 2);
      within("right_child", -leaves, leaves - 2);
    }
    within("leaf_features", 0, features - 1);
    categories();
  }

  private void count(String name, long wanted) throws MalformedContentException {
    long there = LightgbmText.values(block, name).length;
    if (there != wanted) {
      throw new MalformedContentException(
          at, "tree: `%s` has `%d` values; expected `%d`".formatted(name, there, wanted));
    }
  }

  private void within(String name, long least, long most) throws MalformedContentException {
    for (String value : LightgbmText.values(block, name)) {
      long number = LightgbmText.number(value, name, at);
      if (number < least || number > most) {
        throw new MalformedContentException(
            at,
            "tree: `%s` contains `%d`, outside `%d` to `%d`".formatted(name, number, least, most));
      }
    }
  }

  /// Category sets are bit sets; each set has the bits between two boundaries.
  private void categories() throws MalformedContentException {
    if (LightgbmText.number(block.getOrDefault("num_cat", "0"), "num_cat", at) <= 0) {
      return;
    }
    count("cat_boundaries", LightgbmText.number(block, "num_cat", at) + 1);
    long last = 0;
    for (String value : LightgbmText.values(block, "cat_boundaries")) {
      long next = LightgbmText.number(value, "cat_boundaries", at);
      if (next < last) {
        throw new MalformedContentException(
            at, "tree: `cat_boundaries` decrease to `" + next + "`");
      }
      last = next;
    }
    count("cat_threshold", last);
  }
}
