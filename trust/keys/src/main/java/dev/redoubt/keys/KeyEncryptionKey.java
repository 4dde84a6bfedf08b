package dev.redoubt.keys;

import dev.redoubt.keys.material.KeyAccessException;

/// A version of a key in a provider that wraps data keys. Unwraps what any version wrapped.
public interface KeyEncryptionKey extends KeyUnwrapper {

  /// Where it lives.
  ProviderKind provider();

  /// Its name without the version, as [KeyReference] writes it.
  String keyId();

  /// The version that wraps.
  String version();

  /// Wraps a data key; the context is authenticated with it.
  ///
  /// @throws KeyAccessException if the key cannot be used
  WrappedKey wrap(DataKey key, KeyContext context) throws KeyAccessException;
}
