package dev.redoubt.keys;

import dev.redoubt.keys.material.KeyAccessException;

/// Whatever can unwrap data keys: one key with all its versions, or a whole provider.
@FunctionalInterface
public interface KeyUnwrapper {

  /// Unwraps a data key with the version of the key that wrapped it.
  ///
  /// @throws KeyAccessException.NotAuthentic if it was changed, or wrapped in another context
  /// @throws KeyAccessException.Destroyed if the key is destroyed; the data key is lost for good
  /// @throws KeyAccessException.Disabled if the key is disabled
  /// @throws KeyAccessException.NotFound if there is no such key here
  /// @throws KeyAccessException.Confidential if the key works in an attested enclave alone
  DataKey unwrap(WrappedKey wrapped, KeyContext context) throws KeyAccessException;
}
