package dev.redoubt.keys;

import dev.redoubt.keys.material.KeyType;
import org.jspecify.annotations.Nullable;

/// Describes a key to be created.
///
/// @param releasePolicy a key release policy of Azure as JSON, which makes the key confidential;
///   null for a key that the provider itself uses
public record NewKey(String name, KeyType type, @Nullable String releasePolicy) {

  /// Validates the name.
  public NewKey {
    KeyName.of(name);
  }

  /// A key that is not confidential.
  public static NewKey of(String name, KeyType type) {
    return new NewKey(name, type, null);
  }
}
