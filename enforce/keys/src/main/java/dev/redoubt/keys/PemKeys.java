package dev.redoubt.keys;

import dev.redoubt.keys.internal.Der;
import dev.redoubt.keys.internal.PublicHalf;
import dev.redoubt.keys.internal.SigningAlgorithms;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keys in PEM (RFC 7468): private ones as PKCS#8 or SEC 1, without a passphrase; public ones as
/// SubjectPublicKeyInfo. EC on P-256, P-384 or P-521, and Ed25519.
public final class PemKeys {

  /// A key has a few hundred bytes; a file of this size is something else.
  public static final int MAX_BYTES = 64 * 1024;

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \\1-----");
  private static final byte[] EC_OID = HexFormat.of().parseHex("06072a8648ce3d0201");

  private PemKeys() {}

  /// A private key with its public half.
  public record Pair(PrivateKey privateKey, PublicKey publicKey, SignatureAlgorithm algorithm) {

    @Override
    public String toString() {
      return algorithm + " (secret)";
    }
  }

  /// Reads the one private key of a PEM text.
  ///
  /// @throws KeyAccessException.Malformed says what stands there instead
  public static Pair privateKey(SecretBytes pem) throws KeyAccessException {
    return pem.<Pair, KeyAccessException>reveal(
        bytes -> {
          Matcher block = only(bytes, "PRIVATE KEY");
          return switch (block.group(1)) {
            case "PRIVATE KEY" -> ofPkcs8(decoded(block));
            case "EC PRIVATE KEY" -> ofPkcs8(pkcs8OfSec1(decoded(block)));
            case "ENCRYPTED PRIVATE KEY" ->
                throw malformed(
                    "it is encrypted with a passphrase; import it into a keystore, or decrypt it"
                        + " with `openssl pkcs8`");
            default -> throw malformed("`" + block.group(1) + "` is no PKCS#8 or SEC 1");
          };
        });
  }

  /// The private key of a PEM text, to sign with in this process.
  ///
  /// @throws KeyAccessException.Malformed says what stands there instead
  public static SigningKey signingKey(SecretBytes pem) throws KeyAccessException {
    return signingKey(privateKey(pem));
  }

  /// Signs in this process.
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
          throw new KeyAccessException("the key does not sign", broken);
        }
      }
    };
  }

  /// Reads the one public key of a PEM text.
  ///
  /// @throws KeyAccessException.Malformed says what stands there instead
  public static PublicKey publicKey(byte[] pem) throws KeyAccessException {
    Matcher block = only(pem, "PUBLIC KEY");
    if (!block.group(1).equals("PUBLIC KEY")) {
      throw malformed("`" + block.group(1) + "` is no SubjectPublicKeyInfo");
    }
    return ofSpki(decoded(block));
  }

  /// Reads a SubjectPublicKeyInfo.
  ///
  /// @throws KeyAccessException.Malformed if it is none of a key that signs here
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
    throw malformed("it is neither EC nor Ed25519");
  }

  /// Writes a public key as SubjectPublicKeyInfo.
  public static String pem(PublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static Matcher only(byte[] bytes, String kind) throws KeyAccessException {
    if (bytes.length > MAX_BYTES) {
      throw malformed("it is larger than " + MAX_BYTES + " bytes");
    }
    Matcher matcher = BLOCK.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
    int from = 0;
    int found = -1;
    while (matcher.find(from)) {
      from = matcher.end();
      if (matcher.group(1).endsWith(kind)) {
        if (found >= 0) {
          throw malformed("it has more than one key");
        }
        found = matcher.start();
      }
    }
    if (found < 0 || !matcher.find(found)) {
      throw malformed("it has no block `BEGIN " + kind + "`");
    }
    return matcher;
  }

  private static byte[] decoded(Matcher block) throws KeyAccessException {
    try {
      return Base64.getDecoder().decode(block.group(2).replaceAll("[ \t\r\n]", ""));
    } catch (IllegalArgumentException notBase64) {
      throw malformed("what stands between its lines is not base64");
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
      PublicKey publicKey = PublicHalf.of(key);
      return new Pair(key, publicKey, SigningAlgorithms.of(publicKey).algorithm());
    }
    throw malformed("it is neither EC nor Ed25519");
  }

  /// ECPrivateKey of RFC 5915 as PrivateKeyInfo of RFC 5208; the curve must be named in it.
  private static byte[] pkcs8OfSec1(byte[] sec1) throws KeyAccessException {
    Der outer = new Der("the key", sec1);
    Der fields = new Der("the key", outer.take(0x30));
    outer.end();
    fields.take(2);
    fields.take(4);
    if (fields.peek() != 0xa0) {
      throw malformed("it does not name its curve; `openssl pkcs8 -topk8 -nocrypt` does");
    }
    byte[] curve = fields.take(0xa0);
    return Der.element(
        0x30,
        Der.element(2, new byte[] {0}),
        Der.element(0x30, EC_OID, curve),
        Der.element(4, sec1));
  }

  private static KeyAccessException malformed(String why) {
    return new KeyAccessException.Malformed("the PEM file holds no key that signs: " + why);
  }
}
