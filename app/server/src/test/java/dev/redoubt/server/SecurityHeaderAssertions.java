package dev.redoubt.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Asserts the security headers that every response needs.
final class SecurityHeaderAssertions {

  static final String CONTENT =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

  static final String HSTS = "strict-transport-security";

  private SecurityHeaderAssertions() {}

  /// Of an answer as it came over a socket.
  static Map<String, List<String>> of(String raw) {
    Map<String, List<String>> headers = new TreeMap<>();
    raw.split("\r\n\r\n", 2)[0]
        .lines()
        .skip(1)
        .map(each -> each.split(": ?", 2))
        .forEach(
            each ->
                headers
                    .computeIfAbsent(each[0].toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(each[1]));
    return headers;
  }

  /// Looks whether they are there, each once.
  static void areThere(Map<String, List<String>> headers, String content, String cache) {
    assertThat(headers)
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry("content-security-policy", List.of(content))
        .containsEntry("referrer-policy", List.of("same-origin"))
        .containsEntry("cross-origin-opener-policy", List.of("same-origin"))
        .containsEntry("cross-origin-resource-policy", List.of("same-origin"))
        .containsEntry("cache-control", List.of(cache))
        .doesNotContainKeys("server", "x-powered-by");
  }
}
