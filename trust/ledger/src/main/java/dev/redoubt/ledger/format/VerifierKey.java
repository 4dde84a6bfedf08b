package dev.redoubt.ledger.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;

/// A public key that verifies signatures of notes: a "vkey" of C2SP signed-note.
///
/// @param name of the key in signature lines
/// @param type of its signatures
/// @param publicKey an Ed25519 key
public record VerifierKey(String name, Type type, PublicKey publicKey) {

  /// The supported signature types.
  public enum Type {
    /// Ed25519 over the note's text.
    ED25519(1),
    /// Timestamped Ed25519 over a checkpoint: C2SP tlog-cosignature, `cosignature/v1`.
    COSIGNATURE(4);

    private final byte identifier;

    Type(int identifier) {
      this.identifier = (byte) identifier;
    }
  }

  /// The bytes before the 32 key bytes in an X.509 SubjectPublicKeyInfo of Ed25519 (RFC 8410).
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int RAW_LENGTH = 32;

  /// Validates the name and the type of the key.
  public VerifierKey {
    String problem = KeyNames.problem(name);
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
    byte[] encoded = publicKey.getEncoded();
    if (encoded.length != X509_PREFIX.length + RAW_LENGTH
        || !Arrays.equals(encoded, 0, X509_PREFIX.length, X509_PREFIX, 0, X509_PREFIX.length)) {
      throw new IllegalArgumentException("not an Ed25519 key");
    }
  }

  /// Parses a key: name, plus, eight hexadecimal digits, plus, base64 of type and public key.
  public static VerifierKey parse(String text) throws MalformedLogException {
    int first = text.indexOf('+');
    int second = text.indexOf('+', first + 1);
    if (first < 0 || second < 0) {
      throw new MalformedLogException(
          "`%s` is not a verifier key: expected `name+id+key`".formatted(StrictText.shown(text)));
    }
    String name = text.substring(0, first);
    String problem = KeyNames.problem(name);
    if (problem != null) {
      throw new MalformedLogException(problem);
    }
    byte[] key = StrictText.base64(text.substring(second + 1));
    if (key == null || key.length == 0) {
      throw new MalformedLogException(
          "the key of `%s` is not base64".formatted(StrictText.shown(name)));
    }
    VerifierKey parsed = new VerifierKey(name, type(name, key), ed25519(name, key));
    if (!parsed.idText().equals(text.substring(first + 1, second))) {
      throw new MalformedLogException(
          "the key id `%s` does not match the key of `%s`, whose id is `%s`"
              .formatted(
                  StrictText.shown(text.substring(first + 1, second)),
                  StrictText.shown(name),
                  parsed.idText()));
    }
    return parsed;
  }

  private static Type type(String name, byte[] key) throws MalformedLogException {
    for (Type type : Type.values()) {
      if (type.identifier == key[0]) {
        return type;
      }
    }
    throw new MalformedLogException(
        "the key of `%s` has type %d; only 1 (Ed25519) and 4 (cosignatures) are supported"
            .formatted(StrictText.shown(name), key[0] & 0xff));
  }

  private static PublicKey ed25519(String name, byte[] key) throws MalformedLogException {
    if (key.length != 1 + RAW_LENGTH) {
      throw new MalformedLogException(
          "the key of `%s` has %d bytes; expected %d"
              .formatted(StrictText.shown(name), key.length - 1, RAW_LENGTH));
    }
    byte[] x509 = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + RAW_LENGTH);
    System.arraycopy(key, 1, x509, X509_PREFIX.length, RAW_LENGTH);
    try {
      PublicKey parsed =
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
      // Whether it is a point of the curve, Java looks at only now.
      Signature.getInstance("Ed25519").initVerify(parsed);
      if (!Arrays.equals(parsed.getEncoded(), x509)) {
        throw new MalformedLogException(
            "the key of `%s` is not in canonical form".formatted(StrictText.shown(name)));
      }
      return parsed;
    } catch (GeneralSecurityException _) {
      throw new MalformedLogException(
          "the key of `%s` is not an Ed25519 public key".formatted(StrictText.shown(name)));
    }
  }

  /// The first four bytes of SHA-256 over name, newline, type and key, as an unsigned number.
  public int id() {
    byte[] hash =
        Sha256Digest.sha256(
                (name + "\n").getBytes(StandardCharsets.UTF_8), new byte[] {type.identifier}, raw())
            .bytes();
    return ByteBuffer.wrap(hash).getInt();
  }

  private String idText() {
    return HexFormat.of().toHexDigits(id());
  }

  private byte[] raw() {
    return Arrays.copyOfRange(
        publicKey.getEncoded(), X509_PREFIX.length, X509_PREFIX.length + RAW_LENGTH);
  }

  /// Whether a signature line names this key.
  boolean isNamedBy(NoteSignature signature) {
    return signature.keyId() == id() && signature.keyName().equals(name);
  }

  /// Whether a signature of a text is valid under this key.
  boolean verifies(String text, NoteSignature signature) {
    byte[] bytes = signature.signature();
    return switch (type) {
      case ED25519 -> verifies(text, bytes);
      case COSIGNATURE -> {
        if (bytes.length != CosignatureFormat.LENGTH || CosignatureFormat.time(bytes) < 0) {
          yield false;
        }
        yield verifies(
            CosignatureFormat.message(text, CosignatureFormat.time(bytes)),
            CosignatureFormat.signature(bytes));
      }
    };
  }

  private boolean verifies(String message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(publicKey);
      verifier.update(message.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  /// The encoded key, a "vkey".
  @Override
  public String toString() {
    byte[] key = new byte[1 + RAW_LENGTH];
    key[0] = type.identifier;
    System.arraycopy(raw(), 0, key, 1, RAW_LENGTH);
    return name
        + "+"
        + idText()
        + "+"
        + Objects.requireNonNull(Base64.getEncoder().encodeToString(key));
  }
}
