package dev.redoubt.keys.pkcs11;

import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyEncryptionKey;
import dev.redoubt.keys.KeyName;
import dev.redoubt.keys.ProviderKind;
import dev.redoubt.keys.WrapAlgorithm;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.internal.wrapping.AesKeyWrapping;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// A version of a token key that wraps data keys with the AES-GCM of the token.
record TokenEncryptionKey(TokenConnection token, String name, String version)
    implements KeyEncryptionKey {

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  @Override
  public ProviderKind provider() {
    return ProviderKind.PKCS11;
  }

  @Override
  public String keyId() {
    return token.id(name);
  }

  @Override
  public WrappedKey wrap(DataKey dataKey, KeyContext context) throws KeyAccessException {
    WrapAlgorithm algorithm = WrapAlgorithm.AES_256_GCM;
    byte[] binding = WrappedKey.binding(provider(), keyId(), version, algorithm, context);
    KeyName key = new KeyName(name, version);
    return token.work(
        objects -> {
          byte[] nonce = new byte[NONCE];
          RANDOM.nextBytes(nonce);
          Cipher cipher =
              cipher(
                  token,
                  Cipher.ENCRYPT_MODE,
                  aesKey(token, key, token.usable(objects, key)),
                  nonce,
                  binding);
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
          "the data key is wrapped by `" + wrapped.keyId() + "`, not by `" + keyId() + "`");
    }
    return unwrap(token, wrapped, context);
  }

  /// Unwraps with the key of the token that a wrapped key names.
  static DataKey unwrap(TokenConnection token, WrappedKey wrapped, KeyContext context)
      throws KeyAccessException {
    if (wrapped.provider() != ProviderKind.PKCS11) {
      throw notHere(token, wrapped);
    }
    String name = Pkcs11Uri.parse(wrapped.keyId()).object();
    if (name == null || !wrapped.keyId().equals(token.id(name))) {
      throw notHere(token, wrapped);
    }
    byte[] bytes = wrapped.bytes();
    if (wrapped.algorithm() != WrapAlgorithm.AES_256_GCM
        || bytes.length != NONCE + DataKey.SIZE + TAG_BITS / 8) {
      throw AesKeyWrapping.notAuthentic(wrapped);
    }
    KeyName key;
    try {
      key = new KeyName(name, wrapped.version());
    } catch (IllegalArgumentException wrong) {
      throw notHere(token, wrapped);
    }
    return token.work(
        objects -> {
          SecretKey secret = aesKey(token, key, token.usable(objects, key));
          return DataKey.of(SecretBytes.takeOver(open(token, secret, wrapped, bytes, context)));
        });
  }

  /// SunPKCS11 reports a wrong tag in several ways, and a token may report a wrong length; if the
  /// key can be used and the length is right, the tag must be wrong.
  private static byte[] open(
      TokenConnection token, SecretKey key, WrappedKey wrapped, byte[] bytes, KeyContext context)
      throws GeneralSecurityException, KeyAccessException {
    Cipher cipher =
        cipher(
            token, Cipher.DECRYPT_MODE, key, Arrays.copyOf(bytes, NONCE), wrapped.binding(context));
    try {
      return cipher.doFinal(bytes, NONCE, bytes.length - NONCE);
    } catch (GeneralSecurityException | ProviderException tampered) {
      throw AesKeyWrapping.notAuthentic(wrapped);
    }
  }

  private static KeyAccessException notHere(TokenConnection token, WrappedKey wrapped) {
    return new KeyAccessException.NotFound(
        "the data key is wrapped by `"
            + wrapped.keyId()
            + "`, which is not in the token `"
            + token.uri()
            + "`");
  }

  private static Cipher cipher(
      TokenConnection token, int mode, SecretKey key, byte[] nonce, byte[] binding)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", token.session().provider());
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(binding);
    return cipher;
  }

  /// The key of a version, which must be an AES key.
  static SecretKey aesKey(TokenConnection token, KeyName key, TokenKeyVersions.Version version)
      throws GeneralSecurityException, KeyAccessException {
    if (token.session().keys().getKey(version.label(), null) instanceof SecretKey secret
        && secret.getAlgorithm().equals("AES")) {
      return secret;
    }
    throw new KeyAccessException.Refused(
        "key `" + token.id(key.name()) + "` is not an AES key and cannot wrap data keys");
  }
}
