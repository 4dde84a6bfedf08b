package dev.redoubt.keys.local;

import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyEncryptionKey;
import dev.redoubt.keys.KeyInfo;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.KeyProvider;
import dev.redoubt.keys.KeyState;
import dev.redoubt.keys.NewKey;
import dev.redoubt.keys.ProviderKind;
import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.internal.SigningAlgorithms;
import dev.redoubt.keys.internal.wrapping.AesKeyWrapping;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.keys.pem.PemKeys;
import dev.redoubt.keys.release.AttestedEnclave;
import dev.redoubt.keys.release.ReleasePolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Provides keys that are stored in a folder of this machine, encrypted with a [RootSecret].
///
/// Whoever can write to the folder can restore an older state of it. Whoever can read it without
/// the root secret learns names, types and times. Each use reads the current state, so a key that
/// another process disables or destroys is unusable at once.
public final class LocalKeyStore implements KeyProvider {

  private final KeyFolder folder;
  private final Clock clock;

  private LocalKeyStore(KeyFolder folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /// Whether a folder holds a keystore.
  public static boolean exists(Path folder) {
    return KeyFolder.exists(folder);
  }

  /// Creates an empty keystore.
  ///
  /// @throws KeyAccessException.Refused if a keystore already exists
  public static LocalKeyStore create(Path folder, RootSecret secret) throws IOException {
    return new LocalKeyStore(KeyFolder.create(folder, secret), Clock.systemUTC());
  }

  /// Opens a keystore.
  ///
  /// @throws KeyAccessException.Refused if the secret is wrong
  /// @throws KeyAccessException.NotFound if there is no keystore
  public static LocalKeyStore open(Path folder, RootSecret secret) throws IOException {
    return new LocalKeyStore(KeyFolder.open(folder, secret), Clock.systemUTC());
  }

  @Override
  public ProviderKind kind() {
    return ProviderKind.LOCAL;
  }

  @Override
  public KeyInfo create(NewKey key) throws KeyAccessException {
    if (key.type() == KeyType.RSA_3072) {
      throw new KeyAccessException.Refused(
          "a local keystore does not support RSA keys; use `aes-256`");
    }
    if (key.releasePolicy() != null) {
      ReleasePolicy.parse(key.releasePolicy());
    }
    KeyRecord record = new KeyRecord(key.name(), key.type(), key.releasePolicy(), List.of());
    return folder.locked(() -> added(unused(record), KeyMaterial.make(key.type()))).info();
  }

  /// Imports a private key of a PEM text; see [PemKeys].
  public KeyInfo importPem(String name, SecretBytes pem) throws KeyAccessException {
    KeyName.of(name);
    PemKeys.Pair pair = PemKeys.privateKey(pem);
    KeyType type = SigningAlgorithms.of(pair.publicKey()).type();
    try (KeyMaterial material = KeyMaterial.of(pair.privateKey(), pair.publicKey())) {
      KeyRecord record = new KeyRecord(name, type, null, List.of());
      return folder.locked(() -> added(unused(record), material)).info();
    }
  }

  private KeyRecord unused(KeyRecord record) throws KeyAccessException {
    if (folder.has(record.name())) {
      throw new KeyAccessException.Refused(
          "the key `local:"
              + record.name()
              + "` already exists or was destroyed; use another name");
    }
    return record;
  }

  private KeyRecord added(KeyRecord record, KeyMaterial material) throws IOException {
    try (material) {
      int number = record.versions().size() + 1;
      folder.write(record, number, material.secret());
      KeyRecord more =
          record.plus(
              new KeyRecord.Version(
                  number, clock.instant(), new KeyState.Enabled(), material.publicKey()));
      folder.write(more);
      return more;
    }
  }

  @Override
  public List<KeyInfo> list() throws KeyAccessException {
    List<KeyInfo> infos = new ArrayList<>();
    for (String name : folder.names()) {
      infos.add(folder.read(name).info());
    }
    return infos;
  }

  @Override
  public KeyInfo describe(String name) throws KeyAccessException {
    return folder.read(name).info();
  }

  @Override
  public KeyInfo rotate(String name) throws KeyAccessException {
    return folder
        .locked(
            () -> {
              KeyRecord record = folder.read(name);
              if (record.versions().stream()
                  .allMatch(each -> each.state() instanceof KeyState.Destroyed)) {
                throw record.destroyed(record.versions().getLast());
              }
              return added(record, KeyMaterial.make(record.type()));
            })
        .info();
  }

  @Override
  public void disable(KeyName key) throws KeyAccessException {
    change(key, version -> version.in(new KeyState.Disabled()));
  }

  @Override
  public void enable(KeyName key) throws KeyAccessException {
    change(key, version -> version.in(new KeyState.Enabled()));
  }

  private void change(KeyName key, UnaryOperator<KeyRecord.Version> change)
      throws KeyAccessException {
    folder.<@Nullable Void>locked(
        () -> {
          KeyRecord record = folder.read(key.name());
          KeyRecord.Version named = record.version(key.version());
          if (named.state() instanceof KeyState.Destroyed) {
            throw record.destroyed(named);
          }
          folder.write(
              record.map(
                  each ->
                      concerns(key, each) && !(each.state() instanceof KeyState.Destroyed)
                          ? change.apply(each)
                          : each));
          return null;
        });
  }

  private static boolean concerns(KeyName key, KeyRecord.Version version) {
    return key.version() == null || key.version().equals(Integer.toString(version.number()));
  }

  /// Destroys a key: first records the destruction, then overwrites and removes the material. After
  /// a crash in between, the key is already unusable, and destroying it again removes the rest.
  @Override
  public void destroy(KeyName key) throws KeyAccessException {
    folder.<@Nullable Void>locked(
        () -> {
          KeyRecord record = folder.read(key.name());
          record.version(key.version());
          KeyState.Destroyed state = new KeyState.Destroyed(clock.instant());
          KeyRecord without =
              record.map(
                  each ->
                      concerns(key, each) && !(each.state() instanceof KeyState.Destroyed)
                          ? each.in(state)
                          : each);
          folder.write(without);
          for (KeyRecord.Version each : without.versions()) {
            if (each.state() instanceof KeyState.Destroyed) {
              folder.destroy(key.name(), each.number());
            }
          }
          return null;
        });
  }

  @Override
  public KeyEncryptionKey encryptionKey(KeyName key) throws KeyAccessException {
    KeyRecord record = folder.read(key.name());
    KeyRecord.Version version = record.usable(key.version());
    if (!record.type().wraps()) {
      throw new KeyAccessException.Refused(
          "key `local:" + key + "` is a signing key and cannot wrap data keys");
    }
    return new LocalEncryptionKey(this, folder, record.name(), version.number());
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) throws KeyAccessException {
    if (wrapped.provider() != ProviderKind.LOCAL || !wrapped.keyId().startsWith("local:")) {
      throw new KeyAccessException.NotFound(
          "the data key is wrapped by `" + wrapped.keyId() + "`, which is not in a local keystore");
    }
    KeyName key;
    try {
      key = new KeyName(wrapped.keyId().substring("local:".length()), wrapped.version());
    } catch (IllegalArgumentException wrong) {
      throw new KeyAccessException.Malformed(String.valueOf(wrong.getMessage()));
    }
    KeyRecord record = folder.read(key.name());
    KeyRecord.Version version = record.usable(key.version());
    if (record.releasePolicy() != null) {
      throw new KeyAccessException.Confidential(wrapped.keyId());
    }
    try (SecretBytes material = folder.material(record, version.number())) {
      return AesKeyWrapping.unwrap(material, wrapped, context);
    }
  }

  @Override
  public SigningKey signingKey(KeyName key) throws KeyAccessException {
    KeyRecord record = folder.read(key.name());
    KeyRecord.Version version = record.usable(key.version());
    if (record.type().wraps()) {
      throw new KeyAccessException.Refused(
          "key `local:" + key + "` is an encryption key and cannot sign");
    }
    if (record.releasePolicy() != null) {
      throw new KeyAccessException.Confidential("local:" + key);
    }
    return new LocalSigningKey(
        folder,
        key.name(),
        version.number(),
        SigningAlgorithms.of(record.type()),
        PemKeys.ofSpki(version.publicKey()));
  }

  @Override
  public PublicKey publicKey(KeyName key) throws KeyAccessException {
    KeyRecord record = folder.read(key.name());
    byte[] spki = record.version(key.version()).publicKey();
    if (spki.length == 0) {
      throw new KeyAccessException.Refused("key `local:" + key + "` has no public key");
    }
    return PemKeys.ofSpki(spki);
  }

  /// The release policy of a confidential key.
  ///
  /// @throws KeyAccessException.Refused if the key is not confidential
  public ReleasePolicy releasePolicy(KeyName key) throws KeyAccessException {
    String policy = folder.read(key.name()).releasePolicy();
    if (policy == null) {
      throw new KeyAccessException.Refused(
          "key `local:" + key + "` has no release policy and cannot be released");
    }
    return ReleasePolicy.parse(policy);
  }

  /// Releases a confidential key to an enclave that its policy accepts.
  ///
  /// @return the key's material, which only that enclave can unwrap
  /// @throws KeyAccessException.Refused if the policy does not accept the enclave; the message
  ///   names the claims
  public byte[] release(KeyName key, AttestedEnclave enclave) throws KeyAccessException {
    KeyRecord record = folder.read(key.name());
    KeyRecord.Version version = record.usable(key.version());
    ReleasePolicy policy = releasePolicy(key);
    try (SecretBytes material = folder.material(record, version.number())) {
      return enclave.wrap(policy, material);
    }
  }

  @Override
  public void close() {
    folder.close();
  }
}
