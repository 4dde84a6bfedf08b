package dev.redoubt.keys.material;

/// Supplies a secret on demand, for example from a file or an environment variable.
///
/// @param <T> the type of the secret
@FunctionalInterface
public interface SecretSource<T> {

  /// Returns the secret.
  ///
  /// @throws KeyAccessException if the secret is not available; the message names where it is
  ///   expected
  T get() throws KeyAccessException;
}
