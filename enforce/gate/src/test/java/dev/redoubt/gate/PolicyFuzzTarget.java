package dev.redoubt.gate;

import dev.redoubt.configuration.ConfigurationError;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Invariants for any file: it is a valid policy, or refused with readable errors that have
/// positions. A policy defines an environment, and refers only to keys that it defines.
final class PolicyFuzzTarget {

  private PolicyFuzzTarget() {}

  static void read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    long lines = text.lines().count() + 1;
    switch (GatePolicyReader.read(text)) {
      case GatePolicyReader.Result.Wrong(List<ConfigurationError> problems) -> {
        require(!problems.isEmpty(), "a problem");
        for (ConfigurationError each : problems) {
          // For an invalid escape sequence, the YAML reader knows no position.
          require(
              (each.line() >= 1 && each.line() <= lines + 1 && each.column() >= 1)
                  || each.message().contains(" escape sequence"),
              "a place");
          require(!each.message().isBlank(), "words");
          require(each.message().chars().noneMatch(Character::isISOControl), "a plain line");
          require(
              !each.message().contains("dev.redoubt") || text.contains("dev.redoubt"),
              "no class names");
        }
      }
      case GatePolicyReader.Result.Good(GatePolicy policy) -> {
        for (GateEnvironment each : policy.environments()) {
          require(!each.aliases().isEmpty() || !each.stages().isEmpty(), "something that means it");
          each.requirements()
              .signature()
              .ifPresent(
                  rule ->
                      require(
                          rule.by().stream()
                              .allMatch(
                                  key -> key.equals("registry") || policy.keys().containsKey(key)),
                          "keys that are there"));
        }
      }
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("there must be " + what);
    }
  }
}
