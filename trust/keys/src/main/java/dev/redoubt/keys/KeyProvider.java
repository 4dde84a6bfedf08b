package dev.redoubt.keys;

import dev.redoubt.keys.material.KeyAccessException;
import java.security.PublicKey;
import java.util.List;

/// Creates, uses and destroys keys that never leave it, such as those of a keystore, an HSM or a
/// key vault.
///
/// All methods throw the types of [KeyAccessException]; one provider may be used by many threads.
public interface KeyProvider extends KeyUnwrapper, AutoCloseable {

  /// The kind of this provider.
  ProviderKind kind();

  /// Creates a key with one version.
  ///
  /// @throws KeyAccessException.Refused if a key of this name exists or was destroyed
  KeyInfo create(NewKey key) throws KeyAccessException;

  /// Lists all keys with all versions, by name, including destroyed ones.
  List<KeyInfo> list() throws KeyAccessException;

  /// Describes one key.
  KeyInfo describe(String name) throws KeyAccessException;

  /// Creates a new version, which wraps and signs from now on. Older versions still unwrap.
  KeyInfo rotate(String name) throws KeyAccessException;

  /// Disables a version, or all versions if the name has no version.
  void disable(KeyName key) throws KeyAccessException;

  /// Enables a version, or all versions that are not destroyed if the name has no version.
  void enable(KeyName key) throws KeyAccessException;

  /// Destroys a version irrevocably, or the whole key if the name has no version: the key material
  /// is deleted, and a record with the time remains.
  void destroy(KeyName key) throws KeyAccessException;

  /// Returns the key that wraps data keys.
  KeyEncryptionKey encryptionKey(KeyName key) throws KeyAccessException;

  /// Returns the key that signs.
  SigningKey signingKey(KeyName key) throws KeyAccessException;

  /// Returns the public key.
  PublicKey publicKey(KeyName key) throws KeyAccessException;

  @Override
  void close();
}
