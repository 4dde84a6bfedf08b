package dev.redoubt.keys.release;

import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyUnwrapper;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.internal.wrapping.AesKeyWrapping;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;

/// A key of a local keystore, released to this enclave.
public final class ReleasedKey implements KeyUnwrapper, AutoCloseable {

  private final SecretBytes key;

  /// @param key the result of [KeyReleaseEncryption#unwrap]; closed with this
  public ReleasedKey(SecretBytes key) {
    this.key = key;
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) throws KeyAccessException {
    return AesKeyWrapping.unwrap(key, wrapped, context);
  }

  @Override
  public void close() {
    key.close();
  }
}
