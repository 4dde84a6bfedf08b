package dev.redoubt.keys.release;

import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/// Wraps a released key for an enclave, with an algorithm of Azure's `enc`: RSA-OAEP encrypts a new
/// AES-256 key, which wraps the released key with padding (RFC 5649); the results are concatenated
/// in this order. PKCS#11 calls this CKM_RSA_AES_KEY_WRAP.
public enum KeyReleaseEncryption {
  /// OAEP with SHA-1, as in the PKCS#11 mechanism.
  CKM_RSA_AES_KEY_WRAP("SHA-1"),
  /// OAEP with SHA-256.
  RSA_AES_KEY_WRAP_256("SHA-256"),
  /// OAEP with SHA-384.
  RSA_AES_KEY_WRAP_384("SHA-384");

  private static final int AES_BYTES = 32;

  private final String digest;

  KeyReleaseEncryption(String digest) {
    this.digest = digest;
  }

  byte[] wrap(RSAPublicKey enclave, SecretBytes material) {
    try (SecretBytes ephemeral = SecretBytes.random(AES_BYTES)) {
      Cipher rsa = rsa(Cipher.ENCRYPT_MODE, enclave);
      byte[] wrappedAes = ephemeral.<byte[], GeneralSecurityException>reveal(rsa::doFinal);
      Cipher aes = aes(Cipher.ENCRYPT_MODE, ephemeral);
      byte[] wrapped = material.<byte[], GeneralSecurityException>reveal(aes::doFinal);
      byte[] both = java.util.Arrays.copyOf(wrappedAes, wrappedAes.length + wrapped.length);
      System.arraycopy(wrapped, 0, both, wrappedAes.length, wrapped.length);
      return both;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /// Unwraps a released key, in the enclave.
  ///
  /// @throws KeyAccessException.NotAuthentic if it was wrapped for another enclave
  public SecretBytes unwrap(PrivateKey enclave, byte[] wrapped) throws KeyAccessException {
    try {
      Cipher rsa = rsa(Cipher.DECRYPT_MODE, enclave);
      int size = ((java.security.interfaces.RSAKey) enclave).getModulus().bitLength() / 8;
      if (wrapped.length <= size) {
        throw new KeyAccessException.NotAuthentic("the released key is too short");
      }
      try (SecretBytes ephemeral = SecretBytes.takeOver(rsa.doFinal(wrapped, 0, size))) {
        return SecretBytes.takeOver(
            aes(Cipher.DECRYPT_MODE, ephemeral).doFinal(wrapped, size, wrapped.length - size));
      }
    } catch (GeneralSecurityException | IllegalArgumentException wrong) {
      throw new KeyAccessException.NotAuthentic(
          "the released key was wrapped for another enclave, or was modified");
    }
  }

  private Cipher rsa(int mode, java.security.Key key) throws GeneralSecurityException {
    Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
    rsa.init(
        mode,
        key,
        new OAEPParameterSpec(
            digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT));
    return rsa;
  }

  private static Cipher aes(int mode, SecretBytes key) throws GeneralSecurityException {
    Cipher aes = Cipher.getInstance("AES/KWP/NoPadding");
    return key.<Cipher, GeneralSecurityException>reveal(
        bytes -> {
          aes.init(mode, new SecretKeySpec(bytes, "AES"));
          return aes;
        });
  }
}
