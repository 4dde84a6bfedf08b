package dev.redoubt.keys;

import dev.redoubt.keys.material.KeyAccessException;

/// One version of a provider's key that wraps data keys. It unwraps what any version of the same
/// key wrapped.
public interface KeyEncryptionKey extends KeyUnwrapper {

  /// The provider of the key.
  ProviderKind provider();

  /// The name of the key without the version, as [KeyReference] writes it.
  String keyId();

  /// The version that wraps.
  String version();

  /// Wraps a data key; the context is authenticated with it.
  ///
  /// @throws KeyAccessException if the key cannot be used
  WrappedKey wrap(DataKey key, KeyContext context) throws KeyAccessException;
}
