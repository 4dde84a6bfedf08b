package dev.redoubt.keys.internal;

import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/// Decrypts `EncryptedPrivateKeyInfo` of PKCS #8 (RFC 5958), with the PKCS #5 schemes that the JDK
/// supports.
public final class EncryptedPkcs8 {

  /// OpenSSL uses 2,048 iterations, careful users a million; more would be an attempt to exhaust
  /// the CPU.
  private static final int MAX_ITERATIONS = 10_000_000;

  private EncryptedPkcs8() {}

  /// Decrypts the `PrivateKeyInfo`.
  ///
  /// @param passphrase in ASCII, as the JDK requires
  /// @throws KeyAccessException.Refused if the passphrase is wrong
  /// @throws KeyAccessException.Malformed if the encryption is not supported
  public static byte[] decrypt(byte[] der, SecretBytes passphrase) throws KeyAccessException {
    EncryptedPrivateKeyInfo info;
    String scheme;
    try {
      info = new EncryptedPrivateKeyInfo(der);
      AlgorithmParameters parameters = info.getAlgParameters();
      // For PBES2 the name of the scheme is in its parameters.
      scheme = parameters == null ? info.getAlgName() : parameters.toString();
      checkWork(parameters);
    } catch (IOException | GeneralSecurityException | RuntimeException unknown) {
      throw new KeyAccessException.Malformed("the encryption of the key is not supported");
    }
    return passphrase.<byte[], KeyAccessException>reveal(bytes -> decrypt(info, scheme, bytes));
  }

  private static byte[] decrypt(EncryptedPrivateKeyInfo info, String scheme, byte[] passphrase)
      throws KeyAccessException {
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(passphrase));
    char[] password = new char[decoded.remaining()];
    decoded.get(password);
    PBEKeySpec spec = new PBEKeySpec(password);
    try {
      Cipher cipher = Cipher.getInstance(scheme);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(scheme).generateSecret(spec),
          info.getAlgParameters());
      return info.getKeySpec(cipher).getEncoded();
    } catch (NoSuchAlgorithmException | NoSuchPaddingException unknown) {
      throw new KeyAccessException.Malformed("the encryption of the key is not supported");
    } catch (GeneralSecurityException | RuntimeException wrong) {
      throw new KeyAccessException.Refused(
          "decryption failed: the passphrase is wrong or not ASCII, or the file is damaged");
    } finally {
      spec.clearPassword();
      Arrays.fill(password, '\0');
      Arrays.fill(decoded.array(), '\0');
    }
  }

  private static void checkWork(AlgorithmParameters parameters) throws GeneralSecurityException {
    int iterations = parameters.getParameterSpec(PBEParameterSpec.class).getIterationCount();
    if (iterations < 1 || iterations > MAX_ITERATIONS) {
      throw new GeneralSecurityException("too many iterations: " + iterations);
    }
  }
}
