package dev.redoubt.keys;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names a key, or one version of it.
///
/// @param name letters, digits and `-`, as Azure Key Vault requires; at most 127
/// @param version null for the current version, or for all versions where an operation applies to
///   the whole key
public record KeyName(String name, @Nullable String version) {

  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z][0-9A-Za-z-]{0,126}");
  private static final Pattern VERSION = Pattern.compile("[0-9a-zA-Z]{1,64}");

  /// Validates both.
  ///
  /// @throws IllegalArgumentException if the name or the version is not valid
  public KeyName {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "`"
              + name
              + "` is not a valid key name; use letters, digits and `-`, at most 127 characters");
    }
    if (version != null && !VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException("`" + version + "` is not a valid key version");
    }
  }

  /// The key as a whole.
  public static KeyName of(String name) {
    return new KeyName(name, null);
  }

  @Override
  public String toString() {
    return version == null ? name : name + "/" + version;
  }
}
