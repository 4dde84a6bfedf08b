package dev.redoubt.keys.pem;

import dev.redoubt.keys.SigningKey;
import dev.redoubt.keys.internal.DerEncoding;
import dev.redoubt.keys.internal.EncryptedPkcs8;
import dev.redoubt.keys.internal.PemBlock;
import dev.redoubt.keys.internal.Pkcs8;
import dev.redoubt.keys.internal.PublicKeyDerivation;
import dev.redoubt.keys.internal.SigningAlgorithms;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import dev.redoubt.keys.material.SecretSource;
import dev.redoubt.keys.material.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/// Reads and writes keys in PEM (RFC 7468): private keys as PKCS#8, encrypted or not, or as SEC 1,
/// each with or without the public key; public keys as SubjectPublicKeyInfo. Supports EC on P-256,
/// P-384 and P-521, and Ed25519.
public final class PemKeys {

  /// A key has a few hundred bytes; a file of this size is something else.
  public static final int MAX_BYTES = 64 * 1024;

  /// Tags of the parts of an ECPrivateKey: `[0]`, `[1]`.
  private static final int CURVE = 0xa0;

  private static final int PUBLIC_HALF = 0xa1;

  private PemKeys() {}

  /// A private key with its public half.
  public record Pair(PrivateKey privateKey, PublicKey publicKey, SignatureAlgorithm algorithm) {

    @Override
    public String toString() {
      return algorithm + " (secret)";
    }
  }

  /// Reads the one private key of a PEM text, which must not be encrypted.
  ///
  /// @throws KeyAccessException.Malformed if the text does not contain exactly one such key
  public static Pair privateKey(SecretBytes pem) throws KeyAccessException {
    return privateKey(
        pem,
        () -> {
          throw malformed(
              "the key is encrypted with a passphrase; import it into a keystore, or decrypt it"
                  + " with `openssl pkcs8`");
        });
  }

  /// Reads the one private key of a PEM text.
  ///
  /// @param passphrase requested only if the key is encrypted
  /// @throws KeyAccessException.Malformed if the text does not contain exactly one such key
  /// @throws KeyAccessException.Refused if the passphrase is wrong
  public static Pair privateKey(SecretBytes pem, SecretSource<SecretBytes> passphrase)
      throws KeyAccessException {
    return pem.<Pair, KeyAccessException>reveal(
        bytes -> {
          PemBlock block = only(bytes, "PRIVATE KEY");
          return switch (block.label()) {
            case "PRIVATE KEY" -> ofPkcs8(decoded(block));
            case "EC PRIVATE KEY" -> ofPkcs8(ofSec1(decoded(block)));
            case "ENCRYPTED PRIVATE KEY" -> ofPkcs8(decrypted(decoded(block), passphrase));
            default -> throw malformed("`" + block.label() + "` is neither PKCS#8 nor SEC 1");
          };
        });
  }

  /// Reads the private key of a PEM text, for signing in this process.
  ///
  /// @throws KeyAccessException.Malformed if the text does not contain exactly one such key
  public static SigningKey signingKey(SecretBytes pem) throws KeyAccessException {
    return signingKey(privateKey(pem));
  }

  /// Creates a key that signs in this process.
  public static SigningKey signingKey(Pair pair) {
    return new SigningKey() {
      @Override
      public PublicKey publicKey() {
        return pair.publicKey();
      }

      @Override
      public SignatureAlgorithm algorithm() {
        return pair.algorithm();
      }

      @Override
      public byte[] sign(byte[] message) throws KeyAccessException {
        try {
          Signature signature = Signature.getInstance(pair.algorithm().standardName());
          signature.initSign(pair.privateKey());
          signature.update(message);
          return signature.sign();
        } catch (GeneralSecurityException broken) {
          throw new KeyAccessException("the key cannot sign", broken);
        }
      }

      @Override
      public String toString() {
        return pair.toString();
      }
    };
  }

  /// Reads the one public key of a PEM text.
  ///
  /// @throws KeyAccessException.Malformed if the text does not contain exactly one such key
  public static PublicKey publicKey(byte[] pem) throws KeyAccessException {
    PemBlock block = only(pem, "PUBLIC KEY");
    if (!block.label().equals("PUBLIC KEY")) {
      throw malformed("`" + block.label() + "` is not a SubjectPublicKeyInfo");
    }
    return ofSpki(decoded(block));
  }

  /// Reads a SubjectPublicKeyInfo.
  ///
  /// @throws KeyAccessException.Malformed if it is not a supported signing key
  public static PublicKey ofSpki(byte[] spki) throws KeyAccessException {
    for (String algorithm : List.of("EC", "Ed25519")) {
      try {
        PublicKey key =
            KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(spki));
        SigningAlgorithms.of(key);
        return key;
      } catch (GeneralSecurityException | RuntimeException other) {
        // The other one, then.
      }
    }
    throw neither();
  }

  /// Writes a public key as SubjectPublicKeyInfo.
  public static String pem(PublicKey key) {
    return PemBlock.write("PUBLIC KEY", key.getEncoded());
  }

  private static PemBlock only(byte[] bytes, String kind) throws KeyAccessException {
    if (bytes.length > MAX_BYTES) {
      throw malformed("the file is larger than " + MAX_BYTES + " bytes");
    }
    List<PemBlock> blocks =
        PemBlock.all(bytes).stream().filter(block -> block.label().endsWith(kind)).toList();
    if (blocks.size() > 1) {
      throw malformed("the file contains more than one key");
    }
    if (blocks.isEmpty()) {
      throw malformed("the file has no `BEGIN " + kind + "` block");
    }
    return blocks.getFirst();
  }

  private static byte[] decoded(PemBlock block) throws KeyAccessException {
    try {
      return block.bytes();
    } catch (KeyAccessException.Malformed wrong) {
      throw malformed(String.valueOf(wrong.getMessage()));
    }
  }

  private static byte[] decrypted(byte[] der, SecretSource<SecretBytes> passphrase)
      throws KeyAccessException {
    try (SecretBytes secret = passphrase.get()) {
      return EncryptedPkcs8.decrypt(der, secret);
    }
  }

  private static Pair ofPkcs8(byte[] pkcs8) throws KeyAccessException {
    for (String algorithm : List.of("EC", "Ed25519")) {
      PrivateKey key;
      try {
        key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException | RuntimeException other) {
        continue;
      }
      PublicKey publicKey = PublicKeyDerivation.of(key);
      SigningAlgorithms found = SigningAlgorithms.of(publicKey);
      if (found.isEcdsa()) {
        checkHalves(pkcs8, publicKey);
      }
      return new Pair(key, publicKey, found.algorithm());
    }
    throw neither();
  }

  /// Refuses a private key whose stored public key does not match. The JDK ignores it, so two
  /// readers could see different keys.
  private static void checkHalves(byte[] pkcs8, PublicKey computed) throws KeyAccessException {
    DerEncoding info = new DerEncoding("the key", new DerEncoding("the key", pkcs8).take(0x30));
    info.take(2);
    info.take(0x30);
    DerEncoding key =
        new DerEncoding("the key", new DerEncoding("the key", info.take(4)).take(0x30));
    key.take(2);
    key.take(4);
    if (key.peek() == CURVE) {
      key.take(CURVE);
    }
    if (key.peek() != PUBLIC_HALF) {
      return;
    }
    byte[] bits = new DerEncoding("the key", key.take(PUBLIC_HALF)).take(3);
    byte[] spki = computed.getEncoded();
    // Both end with the point. One of another length is compressed, and says nothing else.
    byte[] point = Arrays.copyOfRange(bits, Math.min(1, bits.length), bits.length);
    boolean uncompressed = point.length > 0 && point[0] == 4;
    if (uncompressed
        && !Arrays.equals(
            point, 0, point.length, spki, Math.max(0, spki.length - point.length), spki.length)) {
      throw malformed("the public key in the file does not match the private key");
    }
  }

  private static byte[] ofSec1(byte[] sec1) throws KeyAccessException {
    try {
      return Pkcs8.ofSec1(sec1);
    } catch (KeyAccessException.Malformed wrong) {
      throw malformed(String.valueOf(wrong.getMessage()));
    }
  }

  private static KeyAccessException neither() {
    return malformed("only EC keys on P-256, P-384 or P-521 and Ed25519 keys are supported");
  }

  private static KeyAccessException malformed(String why) {
    return new KeyAccessException.Malformed("the PEM file has no usable signing key: " + why);
  }
}
