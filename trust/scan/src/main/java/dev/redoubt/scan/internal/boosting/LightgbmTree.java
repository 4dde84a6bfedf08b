package dev.redoubt.scan.internal.boosting;

import dev.redoubt.scan.internal.model.MalformedContentException;
import java.util.List;
import java.util.Map;

/// A tree of a model of LightGBM: one leaf more than it has splits. A child is a split, or, as the
/// complement of its number, a leaf.
///
/// @param block its lines
/// @param at where it starts
/// @param features how many the model has
record LightgbmTree(Map<String, String> block, long at, long features) {

  private static final List<String> SPLITS =
      List.of("split_feature", "threshold", "decision_type", "left_child", "right_child");

  void check() throws MalformedContentException {
    long leaves = LightgbmText.number(block, "num_leaves", at);
    if (leaves < 1) {
      throw new MalformedContentException(at, "a tree of `" + leaves + "` leaves");
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
          at, "`%s` of a tree has `%d` values, and must have `%d`".formatted(name, there, wanted));
    }
  }

  private void within(String name, long least, long most) throws MalformedContentException {
    for (String value : LightgbmText.values(block, name)) {
      long number = LightgbmText.number(value, name, at);
      if (number < least || number > most) {
        throw new MalformedContentException(
            at,
            "`%s` of a tree has `%d`, outside of `%d` to `%d`"
                .formatted(name, number, least, most));
      }
    }
  }

  /// Sets of categories are bits, of which each set has those between two boundaries.
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
            at, "`cat_boundaries` of a tree go back to `" + next + "`");
      }
      last = next;
    }
    count("cat_threshold", last);
  }
}
