package dev.redoubt.keys;

import dev.redoubt.keys.material.KeyAccessException;
import java.security.PublicKey;
import java.util.List;

/// A place where keys live: they are made, used and destroyed in it, and do not leave.
///
/// All methods throw the types of [KeyAccessException]; one provider may be used by many threads.
public interface KeyProvider extends KeyUnwrapper, AutoCloseable {

  /// What kind of place.
  ProviderKind kind();

  /// Makes a key with one version.
  ///
  /// @throws KeyAccessException.Refused if there is one of this name, or was
  KeyInfo create(NewKey key) throws KeyAccessException;

  /// All keys with all versions, by name; destroyed ones too.
  List<KeyInfo> list() throws KeyAccessException;

  /// One key.
  KeyInfo describe(String name) throws KeyAccessException;

  /// Makes a new version, which wraps and signs from now on. Older ones go on unwrapping.
  KeyInfo rotate(String name) throws KeyAccessException;

  /// Disables a version, or all where none is named.
  void disable(KeyName key) throws KeyAccessException;

  /// Enables a version, or all that are not destroyed where none is named.
  void enable(KeyName key) throws KeyAccessException;

  /// Destroys a version for good, or the whole key where none is named: the material goes, a trace
  /// that says when stays.
  void destroy(KeyName key) throws KeyAccessException;

  /// The key that wraps data keys.
  KeyEncryptionKey encryptionKey(KeyName key) throws KeyAccessException;

  /// The key that signs.
  SigningKey signingKey(KeyName key) throws KeyAccessException;

  /// The public half of a key that has one.
  PublicKey publicKey(KeyName key) throws KeyAccessException;

  @Override
  void close();
}
