package dev.redoubt.keys.azure;

import com.azure.core.util.Context;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.models.DecryptParameters;
import com.azure.security.keyvault.keys.cryptography.models.EncryptParameters;
import com.azure.security.keyvault.keys.cryptography.models.EncryptResult;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyEncryptionKey;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.ProviderKind;
import dev.redoubt.keys.WrapAlgorithm;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.internal.AesGcm;
import dev.redoubt.keys.internal.BinaryReader;
import dev.redoubt.keys.internal.BinaryWriter;
import dev.redoubt.keys.internal.wrapping.AesKeyWrapping;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.material.SecretBytes;
import java.util.Arrays;

/// A version of an Azure key that wraps data keys: with AES-GCM in a Managed HSM; elsewhere with
/// RSA-OAEP of an intermediate key, because RSA has no associated data.
record VaultEncryptionKey(
    AzureKeyVault vault,
    VaultKeyVersions stored,
    String keyId,
    String version,
    KeyType type,
    CryptographyClient client)
    implements KeyEncryptionKey {

  private static final int NONCE = 12;
  private static final int TAG = 16;

  @Override
  public ProviderKind provider() {
    return ProviderKind.AZURE;
  }

  private WrapAlgorithm algorithm() {
    return type == KeyType.AES_256
        ? WrapAlgorithm.AES_256_GCM
        : WrapAlgorithm.RSA_OAEP_256_AES_256_GCM;
  }

  @Override
  public WrappedKey wrap(DataKey dataKey, KeyContext context) throws KeyAccessException {
    // RSA's public half wraps in this process, which would not notice that the key was disabled.
    stored.usableForMore(new KeyName(keyId.substring(keyId.lastIndexOf('/') + 1), version));
    byte[] binding = WrappedKey.binding(provider(), keyId, version, algorithm(), context);
    byte[] bytes =
        algorithm() == WrapAlgorithm.AES_256_GCM
            ? encrypt(dataKey, binding)
            : wrapThroughRsa(dataKey, binding);
    return new WrappedKey(provider(), keyId, version, algorithm(), bytes);
  }

  private byte[] encrypt(DataKey dataKey, byte[] binding) throws KeyAccessException {
    EncryptResult result =
        AzureErrorMapping.calling(
            keyId,
            () ->
                dataKey
                    .secret()
                    .reveal(
                        bytes ->
                            client.encrypt(
                                EncryptParameters.createA256GcmParameters(bytes, binding),
                                Context.NONE)));
    if (result.getIv().length != NONCE || result.getAuthenticationTag().length != TAG) {
      throw new KeyAccessException.Malformed("the response of the HSM is not valid AES-GCM output");
    }
    return new BinaryWriter()
        .raw(result.getIv())
        .raw(result.getCipherText())
        .raw(result.getAuthenticationTag())
        .toBytes();
  }

  private byte[] wrapThroughRsa(DataKey dataKey, byte[] binding) throws KeyAccessException {
    try (SecretBytes between = SecretBytes.random(DataKey.SIZE)) {
      byte[] wrapped =
          AzureErrorMapping.calling(
              keyId,
              () ->
                  between.reveal(
                      bytes ->
                          client.wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, bytes).getEncryptedKey()));
      return new BinaryWriter()
          .bytes(wrapped)
          .raw(AesGcm.seal(between, dataKey.secret(), binding))
          .toBytes();
    }
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) throws KeyAccessException {
    return vault.unwrap(wrapped, context);
  }

  DataKey open(WrappedKey wrapped, KeyContext context) throws KeyAccessException {
    if (wrapped.algorithm() != algorithm()) {
      throw AesKeyWrapping.notAuthentic(wrapped);
    }
    return switch (wrapped.algorithm()) {
      case AES_256_GCM -> decrypt(wrapped, wrapped.bytes(), wrapped.binding(context));
      case RSA_OAEP_256_AES_256_GCM -> unwrapThroughRsa(wrapped, wrapped.binding(context));
    };
  }

  private DataKey decrypt(WrappedKey wrapped, byte[] bytes, byte[] binding)
      throws KeyAccessException {
    if (bytes.length != NONCE + DataKey.SIZE + TAG) {
      throw AesKeyWrapping.notAuthentic(wrapped);
    }
    byte[] nonce = Arrays.copyOf(bytes, NONCE);
    byte[] sealed = Arrays.copyOfRange(bytes, NONCE, bytes.length - TAG);
    byte[] tag = Arrays.copyOfRange(bytes, bytes.length - TAG, bytes.length);
    return DataKey.of(
        SecretBytes.takeOver(
            asking(
                wrapped,
                () ->
                    client
                        .decrypt(
                            DecryptParameters.createA256GcmParameters(sealed, nonce, tag, binding),
                            Context.NONE)
                        .getPlainText())));
  }

  private DataKey unwrapThroughRsa(WrappedKey wrapped, byte[] binding) throws KeyAccessException {
    BinaryReader form = new BinaryReader("the wrapped key", wrapped.bytes());
    byte[] rsa = form.bytes();
    byte[] sealed = Arrays.copyOfRange(wrapped.bytes(), 2 + rsa.length, wrapped.bytes().length);
    byte[] between =
        asking(wrapped, () -> client.unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, rsa).getKey());
    if (between.length != DataKey.SIZE) {
      throw AesKeyWrapping.notAuthentic(wrapped);
    }
    try (SecretBytes key = SecretBytes.takeOver(between)) {
      return DataKey.of(
          AesGcm.open(
              key,
              sealed,
              binding,
              String.valueOf(AesKeyWrapping.notAuthentic(wrapped).getMessage())));
    }
  }

  /// The service responds with "bad request" to bytes that do not authenticate.
  private byte[] asking(WrappedKey wrapped, AzureErrorMapping.Call<byte[]> call)
      throws KeyAccessException {
    try {
      return AzureErrorMapping.calling(keyId, call);
    } catch (KeyAccessException.Refused refused) {
      if (refused.getCause() instanceof com.azure.core.exception.HttpResponseException response
          && response.getResponse() != null
          && response.getResponse().getStatusCode() == 400) {
        throw AesKeyWrapping.notAuthentic(wrapped);
      }
      throw refused;
    }
  }
}
