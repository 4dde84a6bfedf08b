package dev.redoubt.keys.envelope;

import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyEncryptionKey;
import dev.redoubt.keys.ProviderKind;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.internal.wrapping.AesKeyWrapping;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;

/// An AES key of this process.
record TestKey(SecretBytes secret, String version) implements KeyEncryptionKey {

  static TestKey random() {
    return new TestKey(SecretBytes.random(32), "1");
  }

  @Override
  public ProviderKind provider() {
    return ProviderKind.LOCAL;
  }

  @Override
  public String keyId() {
    return "local:test";
  }

  @Override
  public WrappedKey wrap(DataKey key, KeyContext context) {
    return AesKeyWrapping.wrap(secret, provider(), keyId(), version, key, context);
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) throws KeyAccessException {
    return AesKeyWrapping.unwrap(secret, wrapped, context);
  }
}
