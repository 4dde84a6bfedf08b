package dev.redoubt.keys.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.polling.SyncPoller;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.models.CreateKeyOptions;
import com.azure.security.keyvault.keys.models.DeletedKey;
import com.azure.security.keyvault.keys.models.KeyExportEncryptionAlgorithm;
import com.azure.security.keyvault.keys.models.KeyProperties;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import com.azure.security.keyvault.keys.models.ReleaseKeyOptions;
import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyEncryptionKey;
import dev.redoubt.keys.KeyInfo;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.NewKey;
import dev.redoubt.keys.ProviderKind;
import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.release.KeyReleaseEncryption;
import java.net.URI;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Provides the keys of Azure Key Vault or Managed HSM. The service uses them; only confidential
/// keys can leave it, to an attested enclave.
///
/// A vault can only destroy a key with all its versions: the key is deleted, and purged if the
/// vault permits it. Until it is purged, Azure can recover it.
public final class AzureKeyVault implements KeyProvider {

  private final KeyClient keys;
  private final String vault;
  private final boolean managedHsm;
  private final VaultKeyVersions stored;

  private AzureKeyVault(KeyClient keys, URI vault) {
    this.keys = keys;
    this.vault = vault.toString();
    this.stored = new VaultKeyVersions(keys, this.vault);
    this.managedHsm = String.valueOf(vault.getHost()).contains(".managedhsm.");
  }

  /// Opens a vault with `DefaultAzureCredential` of the Azure SDK: workload identity, managed
  /// identity, `az login`.
  public static AzureKeyVault signedIn(URI vault) {
    HttpClient client = new JdkHttpClientBuilder().build();
    return open(vault, new DefaultAzureCredentialBuilder().httpClient(client).build(), client);
  }

  /// Opens a vault.
  public static AzureKeyVault open(URI vault, TokenCredential credential, HttpClient client) {
    return new AzureKeyVault(
        new KeyClientBuilder()
            .vaultUrl(vault.toString())
            .credential(credential)
            .httpClient(client)
            .buildClient(),
        vault);
  }

  @Override
  public ProviderKind kind() {
    return ProviderKind.AZURE;
  }

  private String id(String name) {
    return stored.id(name);
  }

  @Override
  public KeyInfo create(NewKey key) throws KeyAccessException {
    CreateKeyOptions options = VaultKeyCreation.options(key, managedHsm);
    if (stored.exists(key.name())) {
      throw new KeyAccessException.Refused(
          "the key `"
              + id(key.name())
              + "` already exists; use `redoubt model key rotate` to create a new version");
    }
    AzureErrorMapping.calling(id(key.name()), () -> VaultKeyCreation.make(keys, options));
    return describe(key.name());
  }

  @Override
  public List<KeyInfo> list() throws KeyAccessException {
    List<String> names =
        AzureErrorMapping.calling(
            vault, () -> keys.listPropertiesOfKeys().stream().map(KeyProperties::getName).toList());
    List<KeyInfo> infos = new ArrayList<>();
    for (String name : names) {
      infos.add(describe(name));
    }
    return infos;
  }

  @Override
  public KeyInfo describe(String name) throws KeyAccessException {
    return stored.describe(name);
  }

  @Override
  public KeyInfo rotate(String name) throws KeyAccessException {
    stored.get(KeyName.of(name));
    AzureErrorMapping.calling(id(name), () -> keys.rotateKey(name));
    return describe(name);
  }

  @Override
  public void disable(KeyName key) throws KeyAccessException {
    enabled(key, false);
  }

  @Override
  public void enable(KeyName key) throws KeyAccessException {
    enabled(key, true);
  }

  private void enabled(KeyName key, boolean enabled) throws KeyAccessException {
    List<KeyProperties> versions = stored.versions(key.name());
    boolean found = false;
    for (KeyProperties each : versions) {
      if (key.version() == null || key.version().equals(each.getVersion())) {
        found = true;
        KeyProperties changed =
            stored.get(new KeyName(key.name(), each.getVersion())).getProperties();
        changed.setEnabled(enabled);
        AzureErrorMapping.calling(id(key.toString()), () -> keys.updateKeyProperties(changed));
      }
    }
    if (!found) {
      throw stored.missingKey(key.name());
    }
  }

  @Override
  public void destroy(KeyName key) throws KeyAccessException {
    if (key.version() != null) {
      throw new KeyAccessException.Refused(
          "Azure can only destroy a key with all its versions; disable the version instead: `"
              + id(key.toString())
              + "`");
    }
    stored.get(key);
    AzureErrorMapping.calling(
        id(key.name()),
        () -> {
          SyncPoller<DeletedKey, Void> poller = keys.beginDeleteKey(key.name());
          poller.waitForCompletion();
          return "deleted";
        });
    try {
      AzureErrorMapping.calling(
          id(key.name()),
          () -> {
            keys.purgeDeletedKey(key.name());
            return "purged";
          });
    } catch (KeyAccessException.Refused protectedFromPurge) {
      throw new KeyAccessException.Refused(
          "key `"
              + id(key.name())
              + "` is deleted but recoverable until its retention ends: purging is not"
              + " permitted",
          protectedFromPurge);
    }
  }

  @Override
  public KeyEncryptionKey encryptionKey(KeyName name) throws KeyAccessException {
    KeyVaultKey key = stored.usableForMore(name);
    KeyType type = VaultKeyTypes.type(key);
    if (type == null || !type.wraps()) {
      throw new KeyAccessException.Refused(
          "key `" + id(name.toString()) + "` cannot wrap data keys");
    }
    return wrapping(name.name(), key, type);
  }

  private VaultEncryptionKey wrapping(String name, KeyVaultKey key, KeyType type) {
    String version = Objects.requireNonNull(key.getProperties().getVersion());
    CryptographyClient client = keys.getCryptographyClient(name, version);
    return new VaultEncryptionKey(this, stored, id(name), version, type, client);
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) throws KeyAccessException {
    String prefix = vault + "/keys/";
    if (wrapped.provider() != ProviderKind.AZURE || !wrapped.keyId().startsWith(prefix)) {
      throw new KeyAccessException.NotFound(
          "the data key is wrapped by `" + wrapped.keyId() + "`, which is not in `" + vault + "`");
    }
    KeyName name;
    try {
      name = new KeyName(wrapped.keyId().substring(prefix.length()), wrapped.version());
    } catch (IllegalArgumentException wrong) {
      throw new KeyAccessException.Malformed(String.valueOf(wrong.getMessage()));
    }
    KeyVaultKey key = stored.usable(name);
    KeyType type = VaultKeyTypes.type(key);
    if (key.getProperties().getReleasePolicy() != null) {
      throw new KeyAccessException.Confidential(wrapped.keyId());
    }
    if (type == null || !type.wraps()) {
      throw new KeyAccessException.Refused("key `" + wrapped.keyName() + "` cannot wrap data keys");
    }
    return wrapping(name.name(), key, type).open(wrapped, context);
  }

  @Override
  public SigningKey signingKey(KeyName name) throws KeyAccessException {
    KeyVaultKey key = stored.usableForMore(name);
    KeyType type = VaultKeyTypes.type(key);
    if (type == null || type.wraps()) {
      throw new KeyAccessException.Refused("key `" + id(name.toString()) + "` cannot sign");
    }
    if (key.getProperties().getReleasePolicy() != null) {
      throw new KeyAccessException.Confidential(id(name.toString()));
    }
    String version = Objects.requireNonNull(key.getProperties().getVersion());
    return new VaultSigningKey(
        id(name.name()) + "/" + version,
        type,
        VaultKeyTypes.publicKey(id(name.name()), key),
        keys.getCryptographyClient(name.name(), version));
  }

  @Override
  public PublicKey publicKey(KeyName name) throws KeyAccessException {
    return VaultKeyTypes.publicKey(id(name.toString()), stored.get(name));
  }

  /// Lets the service release a confidential key: it verifies the token and evaluates the policy.
  ///
  /// @param token of the attestation service, with a nonce that the service knows
  /// @return a JWS with the wrapped key, signed by the service
  public String release(KeyName name, String token, KeyReleaseEncryption wrapping)
      throws KeyAccessException {
    KeyVaultKey key = stored.usable(name);
    ReleaseKeyOptions options =
        new ReleaseKeyOptions()
            .setAlgorithm(
                switch (wrapping) {
                  case CKM_RSA_AES_KEY_WRAP -> KeyExportEncryptionAlgorithm.CKM_RSA_AES_KEY_WRAP;
                  case RSA_AES_KEY_WRAP_256 -> KeyExportEncryptionAlgorithm.RSA_AES_KEY_WRAP_256;
                  case RSA_AES_KEY_WRAP_384 -> KeyExportEncryptionAlgorithm.RSA_AES_KEY_WRAP_384;
                });
    String version = Objects.requireNonNull(key.getProperties().getVersion());
    return AzureErrorMapping.calling(
        id(name.toString()),
        () ->
            keys.releaseKeyWithResponse(
                    name.name(), version, token, options, com.azure.core.util.Context.NONE)
                .getValue()
                .getValue());
  }

  @Override
  public void close() {}
}
