package dev.redoubt.keys.local;

import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyEncryptionKey;
import dev.redoubt.keys.ProviderKind;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.internal.wrapping.AesKeyWrapping;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;

/// A version of a local key that wraps data keys. Each use reads the current state of the key.
record LocalEncryptionKey(LocalKeyStore store, KeyFolder folder, String name, int number)
    implements KeyEncryptionKey {

  @Override
  public ProviderKind provider() {
    return ProviderKind.LOCAL;
  }

  @Override
  public String keyId() {
    return "local:" + name;
  }

  @Override
  public String version() {
    return Integer.toString(number);
  }

  @Override
  public WrappedKey wrap(DataKey key, KeyContext context) throws KeyAccessException {
    KeyRecord record = folder.read(name);
    record.usable(version());
    try (SecretBytes material = folder.material(record, number)) {
      return AesKeyWrapping.wrap(material, provider(), keyId(), version(), key, context);
    }
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) throws KeyAccessException {
    if (!wrapped.keyId().equals(keyId())) {
      throw new KeyAccessException.NotFound(
          "the data key is wrapped by `" + wrapped.keyId() + "`, not by `" + keyId() + "`");
    }
    return store.unwrap(wrapped, context);
  }
}
