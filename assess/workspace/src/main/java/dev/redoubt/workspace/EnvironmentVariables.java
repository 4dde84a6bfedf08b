package dev.redoubt.workspace;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The environment variables that parameter files may read.
///
/// A parameter file is not trusted, and the values that it reads may appear in a report. A variable
/// whose name indicates a secret is therefore treated as not set.
///
/// @param all by name, in exact case
public record EnvironmentVariables(Map<String, String> all) {

  private static final Set<String> SECRET_WORDS =
      Set.of(
          "cookie",
          "credential",
          "credentials",
          "pass",
          "passphrase",
          "passwd",
          "password",
          "pat",
          "pwd",
          "sas",
          "secret",
          "secrets",
          "token",
          "tokens");
  private static final Set<String> SECRET_ENDS =
      Set.of("key", "keys", "connectionstring", "string");

  public EnvironmentVariables {
    all = Map.copyOf(all);
  }

  /// No variables.
  static final EnvironmentVariables NONE = new EnvironmentVariables(Map.of());

  /// The value of a variable; null if it is not set or withheld.
  @Nullable String value(String name) {
    return isSecret(name) ? null : all.get(name);
  }

  /// A copy with a value for a variable if it is not set.
  EnvironmentVariables orElse(String name, String value) {
    Map<String, String> more = new HashMap<>(all);
    more.putIfAbsent(name, value);
    return new EnvironmentVariables(more);
  }

  /// Whether the name of a variable indicates a secret.
  static boolean isSecret(String name) {
    String[] words = name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+");
    String joined = String.join("", words);
    return Arrays.stream(words).anyMatch(SECRET_WORDS::contains)
        || (words.length > 0 && SECRET_ENDS.contains(words[words.length - 1]))
        || joined.contains("password")
        || joined.contains("token")
        || joined.contains("secret")
        || joined.contains("apikey");
  }
}
