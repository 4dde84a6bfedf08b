package dev.redoubt.keys.material;

/// Asks for a secret.
///
/// @param <T> its type
@FunctionalInterface
public interface SecretSource<T> {

  /// Asks for it.
  ///
  /// @throws KeyAccessException says where it should come from
  T get() throws KeyAccessException;
}
