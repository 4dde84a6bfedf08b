package dev.redoubt.gate;

import dev.redoubt.configuration.ConfigurationError;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What must hold for any file: it is a policy, or refused in words for a person that say where. A
/// policy guards something, and names only keys that it has.
final class PolicyFuzzTarget {

  private PolicyFuzzTarget() {}

  static void read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    long lines = text.lines().count() + 1;
    switch (GatePolicyReader.read(text)) {
      case GatePolicyReader.Result.Wrong(List<ConfigurationError> problems) -> {
        require(!problems.isEmpty(), "a problem");
        for (ConfigurationError each : problems) {
          // Of an escape that is none, the reader knows no place.
          require(
              (each.line() >= 1 && each.line() <= lines + 1 && each.column() >= 1)
                  || each.message().startsWith("not valid YAML: an escape "),
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
          each.asks()
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
