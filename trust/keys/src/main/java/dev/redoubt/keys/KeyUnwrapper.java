package dev.redoubt.keys;

import dev.redoubt.keys.material.KeyAccessException;

/// Unwraps data keys: one key with all its versions, or a whole provider.
@FunctionalInterface
public interface KeyUnwrapper {

  /// Unwraps a data key with the version of the key that wrapped it.
  ///
  /// @throws KeyAccessException.NotAuthentic if it was modified, or wrapped with another context
  /// @throws KeyAccessException.Destroyed if the key is destroyed; the data key cannot be recovered
  /// @throws KeyAccessException.Disabled if the key is disabled
  /// @throws KeyAccessException.NotFound if this provider has no such key
  /// @throws KeyAccessException.Confidential if the key can only be used in an attested enclave
  DataKey unwrap(WrappedKey wrapped, KeyContext context) throws KeyAccessException;
}
