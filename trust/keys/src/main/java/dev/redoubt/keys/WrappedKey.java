package dev.redoubt.keys;

import dev.redoubt.keys.internal.BinaryReader;
import dev.redoubt.keys.internal.BinaryWriter;
import dev.redoubt.keys.material.KeyAccessException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A data key, encrypted by a key-encryption key. It is not secret.
///
/// @param provider of the key-encryption key
/// @param keyId the name of the key-encryption key without the version, as [KeyReference] writes it
/// @param version of the key-encryption key
/// @param algorithm that wrapped the data key
/// @param bytes the wrapped data key
// Copied going in and out, and compared by content.
@SuppressWarnings("ArrayRecordComponent")
public record WrappedKey(
    ProviderKind provider, String keyId, String version, WrapAlgorithm algorithm, byte[] bytes) {

  private static final byte[] MAGIC = "RDWK".getBytes(StandardCharsets.US_ASCII);
  private static final int FORM = 1;

  /// The longest RSA key of Azure results in 512 bytes; all other results are shorter.
  private static final int MAX_BYTES = 1024;

  /// A vault's URL or a PKCS#11 URI with all its attributes.
  private static final int MAX_ID_BYTES = 1024;

  private static final int MAX_VERSION_BYTES = 64;

  /// Validates the sizes and copies the bytes.
  public WrappedKey {
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("a wrapped key of " + bytes.length + " bytes");
    }
    if (!fits(keyId, MAX_ID_BYTES) || !fits(version, MAX_VERSION_BYTES)) {
      throw new IllegalArgumentException("the key id or version is empty or too long");
    }
    bytes = bytes.clone();
  }

  private static boolean fits(String text, int max) {
    return !text.isEmpty() && text.getBytes(StandardCharsets.UTF_8).length <= max;
  }

  /// The wrapped data key; a copy.
  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /// The key and its version, for people.
  public String keyName() {
    return keyId + "/" + version;
  }

  /// The additional authenticated data of the wrapping: everything in the wrapped key except its
  /// bytes, and the context.
  public static byte[] binding(
      ProviderKind provider,
      String keyId,
      String version,
      WrapAlgorithm algorithm,
      KeyContext context) {
    return head(provider, keyId, version, algorithm).raw(context.encoded()).toBytes();
  }

  /// The additional authenticated data of this wrapped key with a context.
  public byte[] binding(KeyContext context) {
    return binding(provider, keyId, version, algorithm, context);
  }

  /// The encoding: `RDWK`, format version 1, provider, algorithm (8 bits each), key id, version and
  /// bytes, each preceded by its length (16 bits, big-endian).
  public byte[] encoded() {
    return head(provider, keyId, version, algorithm).bytes(bytes).toBytes();
  }

  private static BinaryWriter head(
      ProviderKind provider, String keyId, String version, WrapAlgorithm algorithm) {
    return new BinaryWriter()
        .raw(MAGIC)
        .u8(FORM)
        .u8(provider.code())
        .u8(algorithm.code())
        .text(keyId)
        .text(version);
  }

  /// Decodes a wrapped key; any other encoding is refused.
  ///
  /// @throws KeyAccessException.Malformed if the encoding is not valid
  public static WrappedKey decode(byte[] encoded) throws KeyAccessException {
    BinaryReader form = new BinaryReader("the wrapped key", encoded);
    form.magic(MAGIC);
    int version = form.u8();
    if (version != FORM) {
      throw form.malformed("unknown format version " + version + "; only version 1 is supported");
    }
    int provider = form.u8();
    int algorithm = form.u8();
    String keyId = form.text();
    String keyVersion = form.text();
    byte[] bytes = form.bytes();
    form.end();
    try {
      return new WrappedKey(
          Arrays.stream(ProviderKind.values())
              .filter(each -> each.code() == provider)
              .findFirst()
              .orElseThrow(() -> form.malformed("the provider code " + provider + " is unknown")),
          keyId,
          keyVersion,
          Arrays.stream(WrapAlgorithm.values())
              .filter(each -> each.code() == algorithm)
              .findFirst()
              .orElseThrow(() -> form.malformed("the algorithm code " + algorithm + " is unknown")),
          bytes);
    } catch (IllegalArgumentException bounds) {
      throw form.malformed("a field is empty or too long");
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WrappedKey that && Arrays.equals(encoded(), that.encoded());
  }

  @Override
  public int hashCode() {
    return Objects.hash(keyId, version, Arrays.hashCode(bytes));
  }

  @Override
  public String toString() {
    return "key wrapped by " + keyName() + " with " + algorithm.title();
  }
}
