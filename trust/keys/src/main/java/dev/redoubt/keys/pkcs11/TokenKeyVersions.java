package dev.redoubt.keys.pkcs11;

import dev.redoubt.keys.KeyState;
import dev.redoubt.keys.material.KeyAccessException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the versions of keys in a token by the labels of its objects: version 2 of `model` has the
/// label `model/2`. A key that another program created as `model` is its own version 1.
///
/// PKCS#11 has no disabled keys and keeps no record of destroyed ones. Both are recorded as
/// markers: data objects with the labels `model/2#disabled` and `model/2#destroyed@TIME`. Only
/// users of this library respect them.
final class TokenKeyVersions {

  /// A version of a key.
  ///
  /// @param label of the object that holds it, which does not exist if the version is destroyed
  record Version(int number, String label, KeyState state) {}

  private static final Pattern LABEL =
      Pattern.compile("([0-9A-Za-z][0-9A-Za-z-]{0,126})(?:/([1-9][0-9]{0,8}))?(?:#(.+))?");
  private static final String DISABLED = "disabled";
  private static final String DESTROYED = "destroyed@";

  private final Map<String, TreeMap<Integer, Version>> keys = new TreeMap<>();

  private TokenKeyVersions() {}

  static String label(String name, int version) {
    return name + "/" + version;
  }

  static String disabled(String name, int version) {
    return label(name, version) + "#" + DISABLED;
  }

  static String destroyed(String name, int version, Instant time) {
    return label(name, version) + "#" + DESTROYED + time;
  }

  static TokenKeyVersions of(KeyStore store) throws KeyAccessException {
    TokenKeyVersions objects = new TokenKeyVersions();
    try {
      List<String> labels = new ArrayList<>(Collections.list(store.aliases()));
      Collections.sort(labels);
      for (String label : labels) {
        objects.addKey(label);
      }
      labels.forEach(objects::addMarker);
      return objects;
    } catch (GeneralSecurityException broken) {
      throw new KeyAccessException("the token's objects cannot be listed", broken);
    }
  }

  private void addKey(String label) {
    Matcher matcher = LABEL.matcher(label);
    if (matcher.matches() && matcher.group(3) == null) {
      put(matcher.group(1), new Version(number(matcher), label, new KeyState.Enabled()));
    }
  }

  private void addMarker(String label) {
    Matcher matcher = LABEL.matcher(label);
    if (!matcher.matches() || matcher.group(3) == null) {
      return;
    }
    String name = matcher.group(1);
    int number = number(matcher);
    String marker = matcher.group(3);
    TreeMap<Integer, Version> versions = keys.getOrDefault(name, new TreeMap<>());
    Version known = versions.get(number);
    String key = known == null ? label(name, number) : known.label();
    if (marker.startsWith(DESTROYED)) {
      put(name, new Version(number, key, new KeyState.Destroyed(time(marker))));
    } else if (marker.equals(DISABLED)
        && known != null
        && !(known.state() instanceof KeyState.Destroyed)) {
      put(name, new Version(number, key, new KeyState.Disabled()));
    }
  }

  private static int number(Matcher label) {
    return label.group(2) == null ? 1 : Integer.parseInt(label.group(2));
  }

  private static @org.jspecify.annotations.Nullable Instant time(String marker) {
    try {
      return Instant.parse(marker.substring(DESTROYED.length()));
    } catch (DateTimeException unclear) {
      return null;
    }
  }

  private void put(String name, Version version) {
    keys.computeIfAbsent(name, _ -> new TreeMap<>()).put(version.number(), version);
  }

  List<String> names() {
    return List.copyOf(keys.keySet());
  }

  /// The versions of a key, oldest first; empty if there is no such key.
  List<Version> versions(String name) {
    return List.copyOf(keys.getOrDefault(name, new TreeMap<>()).values());
  }
}
