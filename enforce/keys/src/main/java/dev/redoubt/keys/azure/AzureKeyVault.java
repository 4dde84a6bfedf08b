package dev.redoubt.keys.azure;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.core.util.polling.SyncPoller;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.CreateKeyOptions;
import com.azure.security.keyvault.keys.models.CreateOctKeyOptions;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.DeletedKey;
import com.azure.security.keyvault.keys.models.KeyCurveName;
import com.azure.security.keyvault.keys.models.KeyExportEncryptionAlgorithm;
import com.azure.security.keyvault.keys.models.KeyProperties;
import com.azure.security.keyvault.keys.models.KeyReleasePolicy;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import com.azure.security.keyvault.keys.models.ReleaseKeyOptions;
import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyAccessException;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyEncryptionKey;
import dev.redoubt.keys.KeyInfo;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.KeyState;
import dev.redoubt.keys.KeyType;
import dev.redoubt.keys.NewKey;
import dev.redoubt.keys.ProviderKind;
import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.release.EnclaveWrapping;
import dev.redoubt.keys.release.ReleasePolicy;
import java.net.URI;
import java.security.PublicKey;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Keys in Azure Key Vault or Managed HSM. They are used by the service, and leave it only as a
/// confidential key to an attested enclave.
///
/// A vault destroys keys as a whole: they are deleted, and purged where the vault allows it. Until
/// purged, Azure can recover them.
public final class AzureKeyVault implements KeyProvider {

  private final KeyClient keys;
  private final String vault;
  private final boolean managedHsm;

  private AzureKeyVault(KeyClient keys, URI vault) {
    this.keys = keys;
    this.vault = vault.toString();
    this.managedHsm = String.valueOf(vault.getHost()).contains(".managedhsm.");
  }

  /// A vault, signed in as the Azure SDK finds it: workload identity, managed identity, `az login`.
  public static AzureKeyVault signedIn(URI vault) {
    HttpClient client = new JdkHttpClientBuilder().build();
    return open(vault, new DefaultAzureCredentialBuilder().httpClient(client).build(), client);
  }

  /// A vault.
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
    return vault + "/keys/" + name;
  }

  @Override
  public KeyInfo create(NewKey key) throws KeyAccessException {
    CreateKeyOptions options = options(key);
    String policy = key.releasePolicy();
    if (policy != null) {
      ReleasePolicy.parse(policy);
      options.setExportable(true);
      options.setReleasePolicy(new KeyReleasePolicy(BinaryData.fromString(policy)));
    }
    if (exists(key.name())) {
      throw new KeyAccessException.Refused(
          "there is a key `" + id(key.name()) + "` already; `redoubt model key rotate` renews it");
    }
    AzureFailures.calling(id(key.name()), () -> make(options));
    return describe(key.name());
  }

  private KeyVaultKey make(CreateKeyOptions options) {
    return switch (options) {
      case CreateOctKeyOptions oct -> keys.createOctKey(oct);
      case CreateRsaKeyOptions rsa -> keys.createRsaKey(rsa);
      case CreateEcKeyOptions ec -> keys.createEcKey(ec);
      default -> keys.createKey(options);
    };
  }

  private CreateKeyOptions options(NewKey key) throws KeyAccessException {
    boolean hardware = managedHsm || key.releasePolicy() != null;
    return switch (key.type()) {
      case AES_256 -> {
        if (!managedHsm) {
          throw new KeyAccessException.Refused(
              "Key Vault has no AES keys, Managed HSM has; take `rsa-3072` in a vault");
        }
        yield new CreateOctKeyOptions(key.name()).setKeySize(256).setHardwareProtected(true);
      }
      case RSA_3072 ->
          new CreateRsaKeyOptions(key.name()).setKeySize(3072).setHardwareProtected(hardware);
      case EC_P256 -> curve(key, KeyCurveName.P_256, hardware);
      case EC_P384 -> curve(key, KeyCurveName.P_384, hardware);
      case EC_P521 -> curve(key, KeyCurveName.P_521, hardware);
      case ED25519 ->
          throw new KeyAccessException.Refused("Azure makes no Ed25519 keys; take `ec-p256`");
    };
  }

  private static CreateEcKeyOptions curve(NewKey key, KeyCurveName curve, boolean hardware) {
    return new CreateEcKeyOptions(key.name()).setCurveName(curve).setHardwareProtected(hardware);
  }

  private boolean exists(String name) throws KeyAccessException {
    try {
      AzureFailures.calling(id(name), () -> keys.getKey(name));
      return true;
    } catch (KeyAccessException.NotFound none) {
      return false;
    }
  }

  @Override
  public List<KeyInfo> list() throws KeyAccessException {
    List<String> names =
        AzureFailures.calling(
            vault, () -> keys.listPropertiesOfKeys().stream().map(KeyProperties::getName).toList());
    List<KeyInfo> infos = new ArrayList<>();
    for (String name : names) {
      infos.add(describe(name));
    }
    return infos;
  }

  @Override
  public KeyInfo describe(String name) throws KeyAccessException {
    List<KeyProperties> versions = versions(name);
    if (versions.isEmpty()) {
      throw gone(name);
    }
    KeyVaultKey key = get(new KeyName(name, versions.getLast().getVersion()));
    boolean confidential = key.getProperties().getReleasePolicy() != null;
    return new KeyInfo(
        id(name),
        name,
        VaultKeys.type(key),
        confidential,
        versions.stream()
            .map(
                each ->
                    new KeyInfo.Version(
                        each.getVersion(), instant(each.getCreatedOn()), VaultKeys.state(each)))
            .toList());
  }

  /// Oldest first.
  private List<KeyProperties> versions(String name) throws KeyAccessException {
    return AzureFailures.calling(
        id(name),
        () ->
            keys.listPropertiesOfKeyVersions(name).stream()
                .sorted(Comparator.comparing(KeyProperties::getCreatedOn))
                .toList());
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  /// The key or version with what it is; a deleted one is said to be destroyed.
  private KeyVaultKey get(KeyName key) throws KeyAccessException {
    try {
      return AzureFailures.calling(
          id(key.toString()),
          () ->
              key.version() == null
                  ? keys.getKey(key.name())
                  : keys.getKey(key.name(), key.version()));
    } catch (KeyAccessException.NotFound missing) {
      throw gone(key.name());
    }
  }

  /// Deleted, or never there. A key that was purged has left no trace.
  private KeyAccessException gone(String name) throws KeyAccessException {
    try {
      DeletedKey deleted = AzureFailures.calling(id(name), () -> keys.getDeletedKey(name));
      return new KeyAccessException.Destroyed(id(name), instant(deleted.getDeletedOn()));
    } catch (KeyAccessException.NotFound none) {
      return new KeyAccessException.NotFound(
          "there is no key `"
              + id(name)
              + "`; if it was purged, what it protected is unreadable"
              + " for good");
    }
  }

  @Override
  public KeyInfo rotate(String name) throws KeyAccessException {
    get(KeyName.of(name));
    AzureFailures.calling(id(name), () -> keys.rotateKey(name));
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
    List<KeyProperties> versions = versions(key.name());
    boolean found = false;
    for (KeyProperties each : versions) {
      if (key.version() == null || key.version().equals(each.getVersion())) {
        found = true;
        KeyProperties changed = get(new KeyName(key.name(), each.getVersion())).getProperties();
        changed.setEnabled(enabled);
        AzureFailures.calling(id(key.toString()), () -> keys.updateKeyProperties(changed));
      }
    }
    if (!found) {
      throw gone(key.name());
    }
  }

  @Override
  public void destroy(KeyName key) throws KeyAccessException {
    if (key.version() != null) {
      throw new KeyAccessException.Refused(
          "Azure destroys keys with all their versions; disable `" + id(key.toString()) + "`");
    }
    get(key);
    AzureFailures.calling(
        id(key.name()),
        () -> {
          SyncPoller<DeletedKey, Void> poller = keys.beginDeleteKey(key.name());
          poller.waitForCompletion();
          return "deleted";
        });
    try {
      AzureFailures.calling(
          id(key.name()),
          () -> {
            keys.purgeDeletedKey(key.name());
            return "purged";
          });
    } catch (KeyAccessException.Refused protectedFromPurge) {
      throw new KeyAccessException.Refused(
          "key `"
              + id(key.name())
              + "` is deleted, and Azure keeps it until its retention ends: purging is not"
              + " permitted",
          protectedFromPurge);
    }
  }

  @Override
  public KeyEncryptionKey encryptionKey(KeyName name) throws KeyAccessException {
    KeyVaultKey key = usableForMore(name);
    KeyType type = VaultKeys.type(key);
    if (type == null || !type.wraps()) {
      throw new KeyAccessException.Refused("key `" + id(name.toString()) + "` wraps nothing");
    }
    return wrapping(name.name(), key, type);
  }

  private VaultWrapping wrapping(String name, KeyVaultKey key, KeyType type) {
    String version = Objects.requireNonNull(key.getProperties().getVersion());
    CryptographyClient client = keys.getCryptographyClient(name, version);
    return new VaultWrapping(this, id(name), version, type, client);
  }

  /// A key that may also wrap and sign something new.
  KeyVaultKey usableForMore(KeyName name) throws KeyAccessException {
    KeyVaultKey key = usable(name);
    KeyProperties properties = key.getProperties();
    VaultKeys.checkTime(id(name.name()) + "/" + properties.getVersion(), properties);
    return key;
  }

  /// A key that is there and not disabled.
  private KeyVaultKey usable(KeyName name) throws KeyAccessException {
    KeyVaultKey key = get(name);
    if (VaultKeys.state(key.getProperties()) instanceof KeyState.Disabled) {
      throw new KeyAccessException.Disabled(
          "key `"
              + id(name.name())
              + "/"
              + key.getProperties().getVersion()
              + "` is disabled; `redoubt model key enable` enables it");
    }
    return key;
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) throws KeyAccessException {
    String prefix = vault + "/keys/";
    if (wrapped.provider() != ProviderKind.AZURE || !wrapped.keyId().startsWith(prefix)) {
      throw new KeyAccessException.NotFound(
          "it is wrapped by `" + wrapped.keyId() + "`, which is not in `" + vault + "`");
    }
    KeyName name;
    try {
      name = new KeyName(wrapped.keyId().substring(prefix.length()), wrapped.version());
    } catch (IllegalArgumentException wrong) {
      throw new KeyAccessException.Malformed(String.valueOf(wrong.getMessage()));
    }
    KeyVaultKey key = usable(name);
    KeyType type = VaultKeys.type(key);
    if (key.getProperties().getReleasePolicy() != null) {
      throw new KeyAccessException.Confidential(wrapped.keyId());
    }
    if (type == null || !type.wraps()) {
      throw new KeyAccessException.Refused("key `" + wrapped.keyName() + "` wraps nothing");
    }
    return wrapping(name.name(), key, type).open(wrapped, context);
  }

  @Override
  public SigningKey signingKey(KeyName name) throws KeyAccessException {
    KeyVaultKey key = usableForMore(name);
    KeyType type = VaultKeys.type(key);
    if (type == null || type.wraps()) {
      throw new KeyAccessException.Refused("key `" + id(name.toString()) + "` signs nothing");
    }
    if (key.getProperties().getReleasePolicy() != null) {
      throw new KeyAccessException.Confidential(id(name.toString()));
    }
    String version = Objects.requireNonNull(key.getProperties().getVersion());
    return new VaultSigning(
        id(name.name()) + "/" + version,
        type,
        VaultKeys.publicKey(id(name.name()), key),
        keys.getCryptographyClient(name.name(), version));
  }

  @Override
  public PublicKey publicKey(KeyName name) throws KeyAccessException {
    return VaultKeys.publicKey(id(name.toString()), get(name));
  }

  /// Lets the service release a confidential key: it verifies the token and evaluates the policy.
  ///
  /// @param token of the attestation service, whose nonce the service has to know
  /// @return a JWS with the wrapped key, signed by the service
  public String release(KeyName name, String token, EnclaveWrapping wrapping)
      throws KeyAccessException {
    KeyVaultKey key = usable(name);
    ReleaseKeyOptions options =
        new ReleaseKeyOptions()
            .setAlgorithm(
                switch (wrapping) {
                  case CKM_RSA_AES_KEY_WRAP -> KeyExportEncryptionAlgorithm.CKM_RSA_AES_KEY_WRAP;
                  case RSA_AES_KEY_WRAP_256 -> KeyExportEncryptionAlgorithm.RSA_AES_KEY_WRAP_256;
                  case RSA_AES_KEY_WRAP_384 -> KeyExportEncryptionAlgorithm.RSA_AES_KEY_WRAP_384;
                });
    String version = Objects.requireNonNull(key.getProperties().getVersion());
    return AzureFailures.calling(
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
