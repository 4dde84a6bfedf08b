package dev.redoubt.registry.tracking;

import java.util.List;
import java.util.random.RandomGenerator;

/// Generates readable default names such as `calm-heron-217`. They are neither unique nor secret.
final class RandomNames {

  private static final List<String> QUALITIES =
      List.of(
          "able", "amber", "bold", "brave", "brisk", "calm", "clear", "crisp", "deft", "eager",
          "early", "fair", "fast", "firm", "fond", "glad", "grand", "hardy", "ideal", "jolly",
          "keen", "kind", "lively", "lucid", "merry", "mild", "neat", "noble", "plain", "polite",
          "proud", "quick", "quiet", "rapid", "sage", "sharp", "silent", "sleek", "solid", "steady",
          "sunny", "swift", "tidy", "true", "vivid", "warm", "wise", "witty");

  private static final List<String> ANIMALS =
      List.of(
          "badger", "bat", "bear", "bee", "bison", "crane", "crow", "deer", "dove", "eagle", "elk",
          "ermine", "falcon", "finch", "fox", "gecko", "goat", "goose", "hare", "hawk", "heron",
          "ibis", "jay", "kite", "koala", "lark", "lynx", "marten", "mink", "mole", "moose", "newt",
          "otter", "owl", "panda", "pike", "raven", "robin", "seal", "shrew", "skunk", "sloth",
          "stork", "swan", "tern", "trout", "viper", "wren");

  private RandomNames() {}

  static String next(RandomGenerator random) {
    return QUALITIES.get(random.nextInt(QUALITIES.size()))
        + "-"
        + ANIMALS.get(random.nextInt(ANIMALS.size()))
        + "-"
        + random.nextInt(1000);
  }
}
