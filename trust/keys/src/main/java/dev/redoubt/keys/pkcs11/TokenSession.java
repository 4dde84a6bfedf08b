package dev.redoubt.keys.pkcs11;

import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.login.LoginException;

/// A logged-in session with a token, through the PKCS#11 provider of the JDK.
final class TokenSession implements AutoCloseable {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  /// The attributes of created keys: they never leave the token in clear text.
  private static final String ATTRIBUTES =
      """
      attributes(generate,CKO_SECRET_KEY,CKK_AES) = {
        CKA_SENSITIVE = true
        CKA_EXTRACTABLE = false
        CKA_ENCRYPT = true
        CKA_DECRYPT = true
      }
      attributes(generate,CKO_PRIVATE_KEY,*) = {
        CKA_SENSITIVE = true
        CKA_EXTRACTABLE = false
        CKA_SIGN = true
      }
      """;

  private final Provider provider;
  private final KeyStore keys;
  private final SecretBytes pin;
  private final Pkcs11Uri token;

  private TokenSession(Provider provider, KeyStore keys, SecretBytes pin, Pkcs11Uri token) {
    this.provider = provider;
    this.keys = keys;
    this.pin = pin;
    this.token = token;
  }

  static TokenSession open(Pkcs11Uri uri, Path module, SecretBytes pin) throws KeyAccessException {
    if (!Files.isRegularFile(module)) {
      throw new KeyAccessException.NotFound(
          "there is no PKCS#11 module `" + module + "`; set `module-path`");
    }
    String path = module.toAbsolutePath().toString();
    if (path.chars().anyMatch(each -> each < ' ' || each == '$' || each == '"')) {
      throw new KeyAccessException.Malformed(
          "`" + module + "` is not a path from which Java can load a module");
    }
    String slot = uri.attributes().get("slot-id");
    long number = slot == null ? find(uri, module).slot() : Long.parseLong(slot);
    try {
      Provider base = Objects.requireNonNull(Security.getProvider("SunPKCS11"));
      Provider provider =
          base.configure(
              "--name = redoubt%d\nlibrary = %s\nslot = %d\n%s"
                  .formatted(NUMBER.incrementAndGet(), path, number, ATTRIBUTES));
      KeyStore keys = KeyStore.getInstance("PKCS11", provider);
      TokenSession session = new TokenSession(provider, keys, pin, uri);
      session.refresh();
      return session;
    } catch (InvalidParameterException | ProviderException | GeneralSecurityException broken) {
      throw new KeyAccessException("the token `" + uri + "` cannot be opened", broken);
    }
  }

  private static TokenSlots.Token find(Pkcs11Uri uri, Path module) throws KeyAccessException {
    List<TokenSlots.Token> tokens = TokenSlots.of(module);
    List<TokenSlots.Token> found =
        tokens.stream()
            .filter(
                each ->
                    matches(uri, "token", each.label())
                        && matches(uri, "serial", each.serial())
                        && matches(uri, "manufacturer", each.manufacturer())
                        && matches(uri, "model", each.model()))
            .filter(each -> uri.token() != null || !each.label().isEmpty())
            .toList();
    if (found.size() != 1) {
      throw new KeyAccessException.NotFound(
          "`"
              + uri
              + "` matches "
              + (found.isEmpty() ? "no token" : found.size() + " tokens")
              + "; available tokens: "
              + tokens.stream().map(TokenSlots.Token::label).filter(l -> !l.isEmpty()).toList());
    }
    return found.getFirst();
  }

  private static boolean matches(Pkcs11Uri uri, String name, String value) {
    String wanted = uri.attributes().get(name);
    return wanted == null || wanted.equals(value);
  }

  /// Reloads the objects: another process may have changed them.
  void refresh() throws KeyAccessException {
    try {
      pin.<Boolean, Exception>reveal(
          bytes -> {
            char[] characters =
                StandardCharsets.UTF_8
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString()
                    .toCharArray();
            try {
              keys.load(null, characters);
            } finally {
              Arrays.fill(characters, '\0');
            }
            return true;
          });
    } catch (IOException refused) {
      if (isLogin(refused)) {
        throw new KeyAccessException.Refused(
            "the token `" + token + "` does not accept the PIN", refused);
      }
      throw new KeyAccessException("the token `" + token + "` cannot be read", refused);
    } catch (Exception broken) {
      throw new KeyAccessException("the token `" + token + "` cannot be read", broken);
    }
  }

  private static boolean isLogin(Throwable refused) {
    for (Throwable each = refused; each != null; each = each.getCause()) {
      if (each instanceof LoginException || each instanceof UnrecoverableKeyException) {
        return true;
      }
    }
    return false;
  }

  KeyStore keys() {
    return keys;
  }

  Provider provider() {
    return provider;
  }

  @Override
  public void close() {
    pin.close();
    if (provider instanceof AuthProvider login) {
      try {
        login.logout();
      } catch (LoginException gone) {
        // A token that was pulled out is logged out.
        return;
      }
    }
  }
}
