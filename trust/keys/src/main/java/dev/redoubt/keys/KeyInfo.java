package dev.redoubt.keys;

import dev.redoubt.keys.material.KeyType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Describes a key without using it.
///
/// @param id as [KeyReference] reads it, without a version
/// @param name its name in its provider
/// @param type null if the provider has the key for purposes that Redoubt does not support
/// @param confidential whether it is only released to attested enclaves
/// @param versions oldest first, never empty
public record KeyInfo(
    String id, String name, @Nullable KeyType type, boolean confidential, List<Version> versions) {

  /// A version of a key.
  ///
  /// @param created null if the provider does not record it
  public record Version(String version, @Nullable Instant created, KeyState state) {}

  /// Copies the list.
  public KeyInfo {
    versions = List.copyOf(versions);
  }

  /// The current version, which is used when no version is named.
  public Version current() {
    return versions.getLast();
  }
}
