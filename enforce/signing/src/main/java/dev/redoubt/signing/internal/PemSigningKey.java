package dev.redoubt.signing.internal;

import dev.redoubt.keys.KeyAccessException;
import dev.redoubt.keys.SignatureAlgorithm;
import dev.redoubt.keys.SigningKey;
import dev.redoubt.signing.PublicKeys;
import dev.redoubt.signing.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/// A key of a PEM file, in the memory of this process.
public final class PemSigningKey implements SigningKey {

  private static final String HINT =
      "; `openssl pkcs8 -topk8 -in FILE -out NEW` writes a key that can be read";

  private final PrivateKey privateKey;
  private final PublicKey publicKey;
  private final SignatureAlgorithm algorithm;

  private PemSigningKey(EllipticKeyPair pair, SignatureAlgorithm algorithm) {
    this.privateKey = pair.privateKey();
    this.publicKey = pair.publicKey();
    this.algorithm = algorithm;
  }

  /// Reads a file; see [dev.redoubt.signing.PrivateKeys#read].
  public static PemSigningKey read(byte[] pem, String what, char @Nullable [] password)
      throws RefusedException {
    List<Pem> keys =
        Pem.read(pem, what).stream()
            // OpenSSL writes the curve into a block of its own as well.
            .filter(block -> !block.label().equals("EC PARAMETERS"))
            .toList();
    if (keys.size() != 1) {
      throw new RefusedException(what + " must have one private key in PEM, it has " + keys.size());
    }
    EllipticKeyPair pair = pair(keys.getFirst(), what, password);
    if (pair == null) {
      throw new RefusedException(what + " has no elliptic curve key with its public half" + HINT);
    }
    SignatureAlgorithm algorithm =
        PublicKeys.algorithm(pair.publicKey())
            .orElseThrow(
                () ->
                    new RefusedException(
                        what + " has a key on another curve than P-256, P-384 or P-521"));
    PemSigningKey key = new PemSigningKey(pair, algorithm);
    key.checkHalves(what);
    return key;
  }

  private static @Nullable EllipticKeyPair pair(Pem block, String what, char @Nullable [] password)
      throws RefusedException {
    if (block.hasHeaders()) {
      throw new RefusedException(what + " is encrypted in an old way" + HINT);
    }
    return switch (block.label()) {
      case "PRIVATE KEY" -> EllipticKeyPair.ofPkcs8(block.bytes());
      case "EC PRIVATE KEY" -> EllipticKeyPair.ofSec1(block.bytes());
      case "ENCRYPTED PRIVATE KEY" -> {
        if (password == null) {
          throw new RefusedException(what + " is encrypted, and no password is given");
        }
        yield EllipticKeyPair.ofPkcs8(decrypt(block.bytes(), what, password));
      }
      default ->
          throw new RefusedException(
              what + " has a `" + Words.shown(block.label()) + "`, not a private key");
    };
  }

  private static byte[] decrypt(byte[] der, String what, char[] password) throws RefusedException {
    PBEKeySpec spec = new PBEKeySpec(password);
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
      AlgorithmParameters parameters = info.getAlgParameters();
      // For PBES2 the name of the scheme is in its parameters.
      String scheme = parameters == null ? info.getAlgName() : parameters.toString();
      Cipher cipher = Cipher.getInstance(scheme);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(scheme).generateSecret(spec),
          parameters);
      return info.getKeySpec(cipher).getEncoded();
    } catch (GeneralSecurityException | IOException | RuntimeException _) {
      throw new RefusedException(
          what + " cannot be decrypted: the password is wrong, or the file is damaged");
    } finally {
      spec.clearPassword();
    }
  }

  private void checkHalves(String what) throws RefusedException {
    byte[] message = "halves of one key".getBytes(StandardCharsets.US_ASCII);
    try {
      if (SignatureCheck.verifies(algorithm, publicKey, message, sign(message))) {
        return;
      }
    } catch (KeyAccessException _) {
      // Said below.
    }
    throw new RefusedException(what + " has a public half that is not of its private half");
  }

  @Override
  public PublicKey publicKey() {
    return publicKey;
  }

  @Override
  public SignatureAlgorithm algorithm() {
    return algorithm;
  }

  @Override
  public byte[] sign(byte[] message) throws KeyAccessException {
    try {
      Signature signature = Signature.getInstance(algorithm.standardName());
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new KeyAccessException("the key cannot sign", e);
    }
  }

  /// The key itself stays unseen.
  @Override
  public String toString() {
    return "a private key of a file";
  }
}
