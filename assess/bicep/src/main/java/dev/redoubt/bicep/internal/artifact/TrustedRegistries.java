package dev.redoubt.bicep.internal.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The registries that may be contacted: those that the compiler trusts, and those that the user
/// configures; a scanned file cannot add one. Source: `RegistryConfiguration` of Bicep.Core, as of
/// August 2026.
public final class TrustedRegistries {

  private static final List<String> BUILT_IN =
      List.of(
          "mcr.microsoft.com",
          "mcr.azure.cn",
          "ghcr.io",
          "*.azurecr.io",
          "*.azurecr.cn",
          "*.azurecr.us");

  private final List<String> patterns;

  /// @param named hosts without port, or `*.` and a host suffix; case-insensitive
  public TrustedRegistries(List<String> named) {
    List<String> all = new ArrayList<>(BUILT_IN);
    for (String each : named) {
      all.add(each.strip().toLowerCase(Locale.ROOT));
    }
    patterns = List.copyOf(all);
  }

  /// Whether a registry may be contacted.
  ///
  /// @param registry host, with an optional port; the port is ignored
  boolean include(String registry) {
    String host = host(registry.toLowerCase(Locale.ROOT));
    for (String pattern : patterns) {
      boolean matches =
          pattern.startsWith("*.")
              ? host.endsWith(pattern.substring(1)) && host.length() >= pattern.length()
              : host.equals(pattern);
      if (matches) {
        return true;
      }
    }
    return false;
  }

  private static String host(String registry) {
    if (registry.startsWith("[")) {
      return registry.substring(0, registry.indexOf(']') + 1);
    }
    int colon = registry.indexOf(':');
    return colon < 0 ? registry : registry.substring(0, colon);
  }
}
