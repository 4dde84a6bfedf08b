package dev.redoubt.keys;

import dev.redoubt.keys.material.KeyType;
import org.jspecify.annotations.Nullable;

/// A key that is to be made.
///
/// @param releasePolicy makes it confidential: Azure's key release policy, as JSON; null for a key
///   that its provider uses itself
public record NewKey(String name, KeyType type, @Nullable String releasePolicy) {

  /// Checks the name.
  public NewKey {
    KeyName.of(name);
  }

  /// A key that is not confidential.
  public static NewKey of(String name, KeyType type) {
    return new NewKey(name, type, null);
  }
}
