package dev.redoubt.keys.internal.wrapping;

import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.ProviderKind;
import dev.redoubt.keys.WrapAlgorithm;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.internal.AesGcm;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;

/// Wraps data keys with an AES key in this process.
public final class AesKeyWrapping {

  private AesKeyWrapping() {}

  /// Wraps with [WrapAlgorithm#AES_256_GCM].
  public static WrappedKey wrap(
      SecretBytes key,
      ProviderKind provider,
      String keyId,
      String version,
      DataKey dataKey,
      KeyContext context) {
    WrapAlgorithm algorithm = WrapAlgorithm.AES_256_GCM;
    byte[] binding = WrappedKey.binding(provider, keyId, version, algorithm, context);
    return new WrappedKey(
        provider, keyId, version, algorithm, AesGcm.seal(key, dataKey.secret(), binding));
  }

  /// Unwraps what [#wrap] wrapped.
  public static DataKey unwrap(SecretBytes key, WrappedKey wrapped, KeyContext context)
      throws KeyAccessException {
    if (wrapped.algorithm() != WrapAlgorithm.AES_256_GCM) {
      throw notAuthentic(wrapped);
    }
    return DataKey.of(
        AesGcm.open(
            key,
            wrapped.bytes(),
            wrapped.binding(context),
            String.valueOf(notAuthentic(wrapped).getMessage())));
  }

  /// The exception for bytes that do not authenticate.
  public static KeyAccessException.NotAuthentic notAuthentic(WrappedKey wrapped) {
    return new KeyAccessException.NotAuthentic(
        "the wrapped key does not authenticate under `"
            + wrapped.keyName()
            + "`: it was modified, or wrapped for another object");
  }
}
