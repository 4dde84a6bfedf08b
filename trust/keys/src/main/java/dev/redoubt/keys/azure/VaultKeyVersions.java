package dev.redoubt.keys.azure;

import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.models.DeletedKey;
import com.azure.security.keyvault.keys.models.KeyProperties;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import dev.redoubt.keys.KeyInfo;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyState;
import dev.redoubt.keys.material.KeyAccessException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the keys and key versions of a vault, and checks whether they may be used.
///
/// @param vault its URL, without a path
record VaultKeyVersions(KeyClient keys, String vault) {

  /// The URL of a key.
  String id(String name) {
    return vault + "/keys/" + name;
  }

  /// Whether a key exists and is not deleted.
  boolean exists(String name) throws KeyAccessException {
    try {
      AzureErrorMapping.calling(id(name), () -> keys.getKey(name));
      return true;
    } catch (KeyAccessException.NotFound none) {
      return false;
    }
  }

  /// Describes a key.
  KeyInfo describe(String name) throws KeyAccessException {
    List<KeyProperties> versions = versions(name);
    if (versions.isEmpty()) {
      throw missingKey(name);
    }
    KeyVaultKey key = get(new KeyName(name, versions.getLast().getVersion()));
    boolean confidential = key.getProperties().getReleasePolicy() != null;
    return new KeyInfo(
        id(name),
        name,
        VaultKeyTypes.type(key),
        confidential,
        versions.stream()
            .map(
                each ->
                    new KeyInfo.Version(
                        each.getVersion(), instant(each.getCreatedOn()), VaultKeyTypes.state(each)))
            .toList());
  }

  /// The versions of a key, oldest first.
  List<KeyProperties> versions(String name) throws KeyAccessException {
    return AzureErrorMapping.calling(
        id(name),
        () ->
            keys.listPropertiesOfKeyVersions(name).stream()
                .sorted(Comparator.comparing(KeyProperties::getCreatedOn))
                .toList());
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  /// The key or version; a deleted one is reported as destroyed.
  KeyVaultKey get(KeyName key) throws KeyAccessException {
    try {
      return AzureErrorMapping.calling(
          id(key.toString()),
          () ->
              key.version() == null
                  ? keys.getKey(key.name())
                  : keys.getKey(key.name(), key.version()));
    } catch (KeyAccessException.NotFound missing) {
      throw missingKey(key.name());
    }
  }

  /// The exception for a key that is deleted or never existed. A purged key leaves no record.
  KeyAccessException missingKey(String name) throws KeyAccessException {
    try {
      DeletedKey deleted = AzureErrorMapping.calling(id(name), () -> keys.getDeletedKey(name));
      return new KeyAccessException.Destroyed(id(name), instant(deleted.getDeletedOn()));
    } catch (KeyAccessException.NotFound none) {
      return new KeyAccessException.NotFound(
          "there is no key `"
              + id(name)
              + "`; if it was purged, the data that it protected cannot be"
              + " recovered");
    }
  }

  /// A key that may be used to wrap and sign.
  KeyVaultKey usableForMore(KeyName name) throws KeyAccessException {
    KeyVaultKey key = usable(name);
    KeyProperties properties = key.getProperties();
    VaultKeyTypes.checkTime(
        id(name.name()) + "/" + properties.getVersion(), properties, Instant.now());
    return key;
  }

  /// A key that exists and is not disabled.
  KeyVaultKey usable(KeyName name) throws KeyAccessException {
    KeyVaultKey key = get(name);
    if (VaultKeyTypes.state(key.getProperties()) instanceof KeyState.Disabled) {
      throw new KeyAccessException.Disabled(
          "key `"
              + id(name.name())
              + "/"
              + key.getProperties().getVersion()
              + "` is disabled; `redoubt model key enable` enables it");
    }
    return key;
  }
}
