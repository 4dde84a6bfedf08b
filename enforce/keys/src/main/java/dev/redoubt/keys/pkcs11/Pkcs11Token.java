package dev.redoubt.keys.pkcs11;

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
import dev.redoubt.keys.SecretBytes;
import dev.redoubt.keys.SignatureAlgorithm;
import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.WrapAlgorithm;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.internal.AesWrapping;
import dev.redoubt.keys.internal.SigningAlgorithms;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/// Keys in a token that speaks PKCS#11: an HSM, a smart card, SoftHSM. They are made in it and do
/// not leave it: AES keys that wrap by the token's own AES-GCM, and EC keys that sign.
///
/// A private key needs a certificate with the same `CKA_ID` beside it, since Java's provider finds
/// it by that; keys that are made here have one.
public final class Pkcs11Token implements KeyProvider {

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final Pkcs11Uri uri;
  private final TokenSession session;
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final ReentrantLock lock = new ReentrantLock();

  private Pkcs11Token(Pkcs11Uri uri, TokenSession session) {
    this.uri = uri;
    this.session = session;
  }

  /// Logs in to a token.
  ///
  /// @param uri names it; a key that it names as well is not looked at
  /// @param module the library, for a URI without `module-path`
  /// @param pin as UTF-8; it is taken over
  /// @throws KeyAccessException.Refused if the PIN is wrong
  /// @throws KeyAccessException.NotFound if there is no such token, or several
  public static Pkcs11Token open(Pkcs11Uri uri, @Nullable Path module, SecretBytes pin)
      throws KeyAccessException {
    String own = uri.modulePath();
    if (own == null && module == null) {
      throw new KeyAccessException.NotFound(
          "`" + uri + "` does not say its module; add `?module-path=/usr/lib/...`");
    }
    Path library = own == null ? java.util.Objects.requireNonNull(module) : Path.of(own);
    return new Pkcs11Token(uri, TokenSession.open(uri, library, pin));
  }

  @Override
  public ProviderKind kind() {
    return ProviderKind.PKCS11;
  }

  /// The id of a key: the token's label and the key's, whatever else the URI says.
  private String id(String name) {
    String token = uri.token();
    String serial = uri.attributes().get("serial");
    String slot = uri.attributes().get("slot-id");
    java.util.Map<String, String> attributes = new java.util.LinkedHashMap<>();
    if (token != null) {
      attributes.put("token", token);
    } else if (serial != null) {
      attributes.put("serial", serial);
    } else if (slot != null) {
      attributes.put("slot-id", slot);
    }
    attributes.put("object", name);
    return new Pkcs11Uri(attributes, null).toString();
  }

  private interface Work<T extends @Nullable Object> {
    T apply(TokenObjects objects) throws GeneralSecurityException, KeyAccessException;
  }

  private <T extends @Nullable Object> T work(Work<T> work) throws KeyAccessException {
    lock.lock();
    try {
      session.refresh();
      return work.apply(TokenObjects.of(session.keys()));
    } catch (GeneralSecurityException | ProviderException broken) {
      throw new KeyAccessException("the token `" + uri + "` fails", broken);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public KeyInfo create(NewKey key) throws KeyAccessException {
    if (key.releasePolicy() != null) {
      throw new KeyAccessException.Refused(
          "a token of PKCS#11 releases no keys; make a confidential key in a local keystore or in"
              + " Azure");
    }
    return work(
        objects -> {
          if (!objects.versions(key.name()).isEmpty()) {
            throw new KeyAccessException.Refused(
                "there is a key `" + key.name() + "` in the token already, or its trace");
          }
          make(key.type(), TokenObjects.label(key.name(), 1));
          return info(TokenObjects.of(session.keys()), key.name());
        });
  }

  private void make(KeyType type, String label)
      throws GeneralSecurityException, KeyAccessException {
    switch (type) {
      case AES_256 -> session.keys().setKeyEntry(label, aes(256), null, null);
      case EC_P256, EC_P384, EC_P521 -> {
        SigningAlgorithms algorithm = SigningAlgorithms.of(type);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", session.provider());
        generator.initialize(algorithm.parameters());
        KeyPair pair = generator.generateKeyPair();
        Certificate certificate = PlainCertificate.of(label, algorithm, pair, session.provider());
        session.keys().setKeyEntry(label, pair.getPrivate(), null, new Certificate[] {certificate});
      }
      case ED25519, RSA_3072 ->
          throw new KeyAccessException.Refused(
              "keys of type `" + type + "` are not made in a token; take `aes-256` or `ec-p256`");
    }
  }

  private SecretKey aes(int bits) throws GeneralSecurityException {
    KeyGenerator generator = KeyGenerator.getInstance("AES", session.provider());
    generator.init(bits);
    return generator.generateKey();
  }

  @Override
  public List<KeyInfo> list() throws KeyAccessException {
    return work(
        objects -> {
          List<KeyInfo> infos = new ArrayList<>();
          for (String name : objects.names()) {
            infos.add(info(objects, name));
          }
          return infos;
        });
  }

  @Override
  public KeyInfo describe(String name) throws KeyAccessException {
    return work(objects -> info(objects, name));
  }

  private KeyInfo info(TokenObjects objects, String name)
      throws GeneralSecurityException, KeyAccessException {
    List<TokenObjects.Version> versions = known(objects, name);
    KeyType type = null;
    for (TokenObjects.Version each : versions) {
      KeyType found = type(each.label());
      type = found == null ? type : found;
    }
    return new KeyInfo(
        id(name),
        name,
        type,
        false,
        versions.stream()
            .map(each -> new KeyInfo.Version(Integer.toString(each.number()), null, each.state()))
            .toList());
  }

  private @Nullable KeyType type(String label) throws GeneralSecurityException, KeyAccessException {
    Key key = session.keys().getKey(label, null);
    if (key instanceof SecretKey secret) {
      return secret.getAlgorithm().equals("AES") ? KeyType.AES_256 : null;
    }
    Certificate certificate = session.keys().getCertificate(label);
    if (key == null || certificate == null || !key.getAlgorithm().equals("EC")) {
      return null;
    }
    return SigningAlgorithms.of(certificate.getPublicKey()).type();
  }

  private List<TokenObjects.Version> known(TokenObjects objects, String name)
      throws KeyAccessException {
    List<TokenObjects.Version> versions = objects.versions(name);
    if (versions.isEmpty()) {
      throw new KeyAccessException.NotFound(
          "there is no key `" + name + "` in the token `" + uri + "`");
    }
    return versions;
  }

  private TokenObjects.Version version(TokenObjects objects, KeyName key)
      throws KeyAccessException {
    List<TokenObjects.Version> versions = known(objects, key.name());
    if (key.version() == null) {
      return versions.getLast();
    }
    return versions.stream()
        .filter(each -> Integer.toString(each.number()).equals(key.version()))
        .findFirst()
        .orElseThrow(
            () ->
                new KeyAccessException.NotFound(
                    "key `" + id(key.name()) + "` has no version `" + key.version() + "`"));
  }

  private TokenObjects.Version usable(TokenObjects objects, KeyName key) throws KeyAccessException {
    TokenObjects.Version version = version(objects, key);
    return switch (version.state()) {
      case KeyState.Enabled _ -> version;
      case KeyState.Disabled _ ->
          throw new KeyAccessException.Disabled(
              "key `"
                  + id(key.name())
                  + "/"
                  + version.number()
                  + "` is disabled; `redoubt model key enable` enables it");
      case KeyState.Destroyed(Instant time) ->
          throw new KeyAccessException.Destroyed(id(key.name()) + "/" + version.number(), time);
    };
  }

  @Override
  public KeyInfo rotate(String name) throws KeyAccessException {
    return work(
        objects -> {
          List<TokenObjects.Version> versions = known(objects, name);
          KeyType type = null;
          for (TokenObjects.Version each : versions) {
            KeyType found = type(each.label());
            type = found == null ? type : found;
          }
          if (type == null) {
            usable(objects, KeyName.of(name));
            throw new KeyAccessException.Refused(
                "key `" + id(name) + "` is of a type that is not made here");
          }
          make(type, TokenObjects.label(name, versions.getLast().number() + 1));
          return info(TokenObjects.of(session.keys()), name);
        });
  }

  private List<TokenObjects.Version> concerned(TokenObjects objects, KeyName key)
      throws KeyAccessException {
    TokenObjects.Version named = version(objects, key);
    return key.version() == null ? known(objects, key.name()) : List.of(named);
  }

  @Override
  public void disable(KeyName key) throws KeyAccessException {
    work(
        objects -> {
          for (TokenObjects.Version each : concerned(objects, key)) {
            refuseDestroyed(key, each);
            if (each.state() instanceof KeyState.Enabled) {
              mark(TokenObjects.disabled(key.name(), each.number()));
            }
          }
          return null;
        });
  }

  private void refuseDestroyed(KeyName key, TokenObjects.Version version)
      throws KeyAccessException {
    if (key.version() != null && version.state() instanceof KeyState.Destroyed(Instant time)) {
      throw new KeyAccessException.Destroyed(id(key.name()) + "/" + version.number(), time);
    }
  }

  private void mark(String label) throws GeneralSecurityException {
    if (!session.keys().containsAlias(label)) {
      session.keys().setKeyEntry(label, aes(128), null, null);
    }
  }

  @Override
  public void enable(KeyName key) throws KeyAccessException {
    work(
        objects -> {
          for (TokenObjects.Version each : concerned(objects, key)) {
            refuseDestroyed(key, each);
            if (each.state() instanceof KeyState.Disabled) {
              session.keys().deleteEntry(TokenObjects.disabled(key.name(), each.number()));
            }
          }
          return null;
        });
  }

  @Override
  public void destroy(KeyName key) throws KeyAccessException {
    Instant now = clock.instant();
    work(
        objects -> {
          for (TokenObjects.Version each : concerned(objects, key)) {
            if (!(each.state() instanceof KeyState.Destroyed)) {
              mark(TokenObjects.destroyed(key.name(), each.number(), now));
            }
            if (session.keys().containsAlias(each.label())) {
              session.keys().deleteEntry(each.label());
            }
          }
          return null;
        });
  }

  @Override
  public KeyEncryptionKey encryptionKey(KeyName key) throws KeyAccessException {
    int number =
        work(
            objects -> {
              TokenObjects.Version version = usable(objects, key);
              aesKey(key, version);
              return version.number();
            });
    return new EncryptionKey(key.name(), Integer.toString(number));
  }

  private SecretKey aesKey(KeyName key, TokenObjects.Version version)
      throws GeneralSecurityException, KeyAccessException {
    if (session.keys().getKey(version.label(), null) instanceof SecretKey secret
        && secret.getAlgorithm().equals("AES")) {
      return secret;
    }
    throw new KeyAccessException.Refused(
        "key `" + id(key.name()) + "` is no AES key: it wraps nothing");
  }

  private final class EncryptionKey implements KeyEncryptionKey {

    private final String name;
    private final String version;

    EncryptionKey(String name, String version) {
      this.name = name;
      this.version = version;
    }

    @Override
    public ProviderKind provider() {
      return ProviderKind.PKCS11;
    }

    @Override
    public String keyId() {
      return id(name);
    }

    @Override
    public String version() {
      return version;
    }

    @Override
    public WrappedKey wrap(DataKey dataKey, KeyContext context) throws KeyAccessException {
      WrapAlgorithm algorithm = WrapAlgorithm.AES_256_GCM;
      byte[] binding = WrappedKey.binding(provider(), keyId(), version, algorithm, context);
      KeyName key = new KeyName(name, version);
      return work(
          objects -> {
            byte[] nonce = new byte[NONCE];
            random.nextBytes(nonce);
            Cipher cipher =
                cipher(Cipher.ENCRYPT_MODE, aesKey(key, usable(objects, key)), nonce, binding);
            byte[] sealed =
                dataKey.secret().<byte[], GeneralSecurityException>reveal(cipher::doFinal);
            byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
            return new WrappedKey(provider(), keyId(), version, algorithm, whole);
          });
    }

    @Override
    public DataKey unwrap(WrappedKey wrapped, KeyContext context) throws KeyAccessException {
      if (!wrapped.keyId().equals(keyId())) {
        throw new KeyAccessException.NotFound(
            "it is wrapped by `" + wrapped.keyId() + "`, not by `" + keyId() + "`");
      }
      return Pkcs11Token.this.unwrap(wrapped, context);
    }
  }

  private Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] binding)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", session.provider());
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(binding);
    return cipher;
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) throws KeyAccessException {
    if (wrapped.provider() != ProviderKind.PKCS11) {
      throw notHere(wrapped);
    }
    String name = Pkcs11Uri.parse(wrapped.keyId()).object();
    if (name == null || !wrapped.keyId().equals(id(name))) {
      throw notHere(wrapped);
    }
    byte[] bytes = wrapped.bytes();
    if (wrapped.algorithm() != WrapAlgorithm.AES_256_GCM
        || bytes.length != NONCE + DataKey.SIZE + TAG_BITS / 8) {
      throw AesWrapping.notAuthentic(wrapped);
    }
    KeyName key;
    try {
      key = new KeyName(name, wrapped.version());
    } catch (IllegalArgumentException wrong) {
      throw notHere(wrapped);
    }
    return work(
        objects -> {
          SecretKey secret = aesKey(key, usable(objects, key));
          return DataKey.of(SecretBytes.takeOver(open(secret, wrapped, bytes, context)));
        });
  }

  /// SunPKCS11 reports a wrong tag in several ways, and a token may call it a wrong length; with a
  /// key that can be used and bytes of the right length, nothing else can be wrong.
  private byte[] open(SecretKey key, WrappedKey wrapped, byte[] bytes, KeyContext context)
      throws GeneralSecurityException, KeyAccessException {
    Cipher cipher =
        cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(bytes, NONCE), wrapped.binding(context));
    try {
      return cipher.doFinal(bytes, NONCE, bytes.length - NONCE);
    } catch (GeneralSecurityException | ProviderException tampered) {
      throw AesWrapping.notAuthentic(wrapped);
    }
  }

  private KeyAccessException notHere(WrappedKey wrapped) {
    return new KeyAccessException.NotFound(
        "it is wrapped by `" + wrapped.keyId() + "`, which is not in the token `" + uri + "`");
  }

  @Override
  public SigningKey signingKey(KeyName key) throws KeyAccessException {
    TokenObjects.Version version = work(objects -> usable(objects, key));
    KeyName exact = new KeyName(key.name(), Integer.toString(version.number()));
    return signing(version.label(), objects -> usable(objects, exact).label());
  }

  /// The key that signs under a label of any kind, which somebody else made.
  public SigningKey signingKey(String label) throws KeyAccessException {
    return signing(label, _ -> label);
  }

  private SigningKey signing(String label, Work<String> check) throws KeyAccessException {
    PublicKey publicKey = work(_ -> publicKey(label));
    SigningAlgorithms algorithm = SigningAlgorithms.of(publicKey);
    return new SigningKey() {
      @Override
      public PublicKey publicKey() {
        return publicKey;
      }

      @Override
      public SignatureAlgorithm algorithm() {
        return algorithm.algorithm();
      }

      @Override
      public byte[] sign(byte[] message) throws KeyAccessException {
        return work(
            objects -> {
              Key key = session.keys().getKey(check.apply(objects), null);
              if (!(key instanceof PrivateKey privateKey)) {
                throw new KeyAccessException.NotFound("the key `" + label + "` is gone");
              }
              Signature signature =
                  Signature.getInstance(algorithm.algorithm().standardName(), session.provider());
              signature.initSign(privateKey);
              signature.update(message);
              return signature.sign();
            });
      }
    };
  }

  private PublicKey publicKey(String label) throws GeneralSecurityException, KeyAccessException {
    Certificate certificate = session.keys().getCertificate(label);
    if (certificate == null) {
      throw new KeyAccessException.NotFound(
          "there is no key with a certificate labelled `" + label + "` in the token `" + uri + "`");
    }
    return dev.redoubt.keys.PemKeys.ofSpki(certificate.getPublicKey().getEncoded());
  }

  @Override
  public PublicKey publicKey(KeyName key) throws KeyAccessException {
    return work(objects -> publicKey(version(objects, key).label()));
  }

  @Override
  public void close() {
    session.close();
  }
}
