package dev.redoubt.keys.pkcs11;

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
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import dev.redoubt.keys.material.SecretBytes;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Provides the keys of a PKCS#11 token: an HSM, a smart card or SoftHSM. Keys are created in the
/// token and do not leave it: AES keys wrap with the AES-GCM of the token, and EC keys sign.
///
/// A private key needs a certificate with the same `CKA_ID`, because Java's provider finds private
/// keys only through certificates; keys that Redoubt creates have one.
public final class Pkcs11Token implements KeyProvider {

  private final TokenConnection token;
  private final TokenKeyTemplates made;
  private final Clock clock = Clock.systemUTC();

  private Pkcs11Token(TokenConnection token) {
    this.token = token;
    this.made = new TokenKeyTemplates(token.session());
  }

  /// Logs in to a token.
  ///
  /// @param uri names the token; a key in it is ignored
  /// @param module the library, for a URI without `module-path`
  /// @param pin as UTF-8; closed with the token
  /// @throws KeyAccessException.Refused if the PIN is wrong
  /// @throws KeyAccessException.NotFound if no token matches, or several do
  public static Pkcs11Token open(Pkcs11Uri uri, @Nullable Path module, SecretBytes pin)
      throws KeyAccessException {
    String own = uri.modulePath();
    if (own == null && module == null) {
      throw new KeyAccessException.NotFound(
          "`" + uri + "` does not name the PKCS#11 module; add `?module-path=/usr/lib/...`");
    }
    Path library = own == null ? java.util.Objects.requireNonNull(module) : Path.of(own);
    return new Pkcs11Token(new TokenConnection(uri, TokenSession.open(uri, library, pin)));
  }

  @Override
  public ProviderKind kind() {
    return ProviderKind.PKCS11;
  }

  @Override
  public KeyInfo create(NewKey key) throws KeyAccessException {
    if (key.releasePolicy() != null) {
      throw new KeyAccessException.Refused(
          "PKCS#11 does not support key release; create a confidential key in a local keystore or"
              + " in Azure");
    }
    return token.work(
        objects -> {
          if (!objects.versions(key.name()).isEmpty()) {
            throw new KeyAccessException.Refused(
                "the key `"
                    + key.name()
                    + "` already exists in the token, or is marked as destroyed");
          }
          made.make(key.type(), TokenKeyVersions.label(key.name(), 1));
          return info(TokenKeyVersions.of(token.session().keys()), key.name());
        });
  }

  @Override
  public List<KeyInfo> list() throws KeyAccessException {
    return token.work(
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
    return token.work(objects -> info(objects, name));
  }

  private KeyInfo info(TokenKeyVersions objects, String name)
      throws GeneralSecurityException, KeyAccessException {
    List<TokenKeyVersions.Version> versions = token.known(objects, name);
    KeyType type = null;
    for (TokenKeyVersions.Version each : versions) {
      KeyType found = made.type(each.label());
      type = found == null ? type : found;
    }
    return new KeyInfo(
        token.id(name),
        name,
        type,
        false,
        versions.stream()
            .map(each -> new KeyInfo.Version(Integer.toString(each.number()), null, each.state()))
            .toList());
  }

  @Override
  public KeyInfo rotate(String name) throws KeyAccessException {
    return token.work(
        objects -> {
          List<TokenKeyVersions.Version> versions = token.known(objects, name);
          KeyType type = null;
          for (TokenKeyVersions.Version each : versions) {
            KeyType found = made.type(each.label());
            type = found == null ? type : found;
          }
          if (type == null) {
            token.usable(objects, KeyName.of(name));
            throw new KeyAccessException.Refused(
                "key `" + token.id(name) + "` has a type that Redoubt does not create");
          }
          made.make(type, TokenKeyVersions.label(name, versions.getLast().number() + 1));
          return info(TokenKeyVersions.of(token.session().keys()), name);
        });
  }

  @Override
  public void disable(KeyName key) throws KeyAccessException {
    token.work(
        objects -> {
          for (TokenKeyVersions.Version each : token.concerned(objects, key)) {
            refuseDestroyed(key, each);
            if (each.state() instanceof KeyState.Enabled) {
              made.mark(TokenKeyVersions.disabled(key.name(), each.number()));
            }
          }
          return null;
        });
  }

  private void refuseDestroyed(KeyName key, TokenKeyVersions.Version version)
      throws KeyAccessException {
    if (key.version() != null && version.state() instanceof KeyState.Destroyed(Instant time)) {
      throw new KeyAccessException.Destroyed(token.id(key.name()) + "/" + version.number(), time);
    }
  }

  @Override
  public void enable(KeyName key) throws KeyAccessException {
    token.work(
        objects -> {
          for (TokenKeyVersions.Version each : token.concerned(objects, key)) {
            refuseDestroyed(key, each);
            if (each.state() instanceof KeyState.Disabled) {
              token
                  .session()
                  .keys()
                  .deleteEntry(TokenKeyVersions.disabled(key.name(), each.number()));
            }
          }
          return null;
        });
  }

  @Override
  public void destroy(KeyName key) throws KeyAccessException {
    Instant now = clock.instant();
    token.work(
        objects -> {
          for (TokenKeyVersions.Version each : token.concerned(objects, key)) {
            if (!(each.state() instanceof KeyState.Destroyed)) {
              made.mark(TokenKeyVersions.destroyed(key.name(), each.number(), now));
            }
            if (token.session().keys().containsAlias(each.label())) {
              token.session().keys().deleteEntry(each.label());
            }
          }
          return null;
        });
  }

  @Override
  public KeyEncryptionKey encryptionKey(KeyName key) throws KeyAccessException {
    int number =
        token.work(
            objects -> {
              TokenKeyVersions.Version version = token.usable(objects, key);
              TokenEncryptionKey.aesKey(token, key, version);
              return version.number();
            });
    return new TokenEncryptionKey(token, key.name(), Integer.toString(number));
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) throws KeyAccessException {
    return TokenEncryptionKey.unwrap(token, wrapped, context);
  }

  @Override
  public SigningKey signingKey(KeyName key) throws KeyAccessException {
    TokenKeyVersions.Version version = token.work(objects -> token.usable(objects, key));
    KeyName exact = new KeyName(key.name(), Integer.toString(version.number()));
    return TokenSigningKey.of(
        token, version.label(), objects -> token.usable(objects, exact).label());
  }

  /// Returns a signing key that another program created, by any label.
  public SigningKey signingKey(String label) throws KeyAccessException {
    return TokenSigningKey.of(token, label, _ -> label);
  }

  @Override
  public PublicKey publicKey(KeyName key) throws KeyAccessException {
    return token.work(
        objects -> TokenSigningKey.publicKey(token, token.version(objects, key).label()));
  }

  @Override
  public void close() {
    token.close();
  }
}
