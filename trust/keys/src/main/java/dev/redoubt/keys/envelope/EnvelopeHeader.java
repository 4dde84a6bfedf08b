package dev.redoubt.keys.envelope;

import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.WrappedKey;
import dev.redoubt.keys.internal.BinaryReader;
import dev.redoubt.keys.internal.BinaryWriter;
import dev.redoubt.keys.material.KeyAccessException;
import java.nio.charset.StandardCharsets;

/// What is needed to decrypt a ciphertext, besides the key. It is not secret, and stored separately
/// from the ciphertext: rewrapping the data key creates a new header and does not change the
/// ciphertext.
///
/// @param segmentSize of the ciphertext, in bytes
/// @param context what the object is
/// @param wrappedKey its data key
public record EnvelopeHeader(int segmentSize, KeyContext context, WrappedKey wrappedKey) {

  /// With smaller segments, the tags would take too much space.
  static final int MIN_SEGMENT = 4 * 1024;

  /// A reader allocates two segments; this limits the memory that a hostile header can demand.
  static final int MAX_SEGMENT = 1024 * 1024;

  /// All fields of a header are limited, together to less than this.
  public static final int MAX_BYTES = 8 * 1024;

  private static final byte[] MAGIC = "RDEH".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] STREAM = "redoubt envelope 1".getBytes(StandardCharsets.US_ASCII);
  private static final int FORM = 1;

  /// Validates the segment size.
  public EnvelopeHeader {
    if (segmentSize < MIN_SEGMENT || segmentSize > MAX_SEGMENT) {
      throw new IllegalArgumentException("segments of " + segmentSize + " bytes");
    }
  }

  /// The associated data of the ciphertext: `redoubt envelope 1`, the segment size (32 bits,
  /// big-endian), and the context. The wrapped key is not in it, since it may change.
  public byte[] associatedData() {
    return new BinaryWriter().raw(STREAM).u32(segmentSize).raw(context.encoded()).toBytes();
  }

  /// The encoding: `RDEH`, format version 1 (8 bits), segment size (32 bits), context and wrapped
  /// key, each preceded by its length (16 bits, big-endian).
  public byte[] encoded() {
    return new BinaryWriter()
        .raw(MAGIC)
        .u8(FORM)
        .u32(segmentSize)
        .bytes(context.encoded())
        .bytes(wrappedKey.encoded())
        .toBytes();
  }

  /// Decodes a header; any other encoding is refused.
  ///
  /// @throws KeyAccessException.Malformed if the encoding is not valid
  public static EnvelopeHeader decode(byte[] encoded) throws KeyAccessException {
    BinaryReader form = new BinaryReader("the header", encoded);
    form.magic(MAGIC);
    int version = form.u8();
    if (version != FORM) {
      throw form.malformed("unknown format version " + version + "; only version 1 is supported");
    }
    int segmentSize = form.u31();
    if (segmentSize < MIN_SEGMENT || segmentSize > MAX_SEGMENT) {
      throw form.malformed("segments of " + segmentSize + " bytes are out of range");
    }
    KeyContext context = KeyContext.decode(form.bytes());
    WrappedKey wrapped = WrappedKey.decode(form.bytes());
    form.end();
    return new EnvelopeHeader(segmentSize, context, wrapped);
  }

  EnvelopeHeader with(WrappedKey other) {
    return new EnvelopeHeader(segmentSize, context, other);
  }
}
