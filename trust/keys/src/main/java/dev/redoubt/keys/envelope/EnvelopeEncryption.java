package dev.redoubt.keys.envelope;

import dev.redoubt.bytes.ReadChannel;
import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyEncryptionKey;
import dev.redoubt.keys.KeyUnwrapper;
import dev.redoubt.keys.material.KeyAccessException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;

/// Encrypts objects of any size, each with a data key of its own, in Tink's format AES256-GCM-HKDF
/// streaming, with [EnvelopeHeader#associatedData()].
///
/// Who decrypts says which object is expected: a header and its ciphertext that stand in the place
/// of another object's are authentic in themselves.
public final class EnvelopeEncryption {

  /// Bytes of a segment of what is encrypted here. Measured: see ADR 0012.
  public static final int SEGMENT_SIZE = 64 * 1024;

  private static final int BUFFER = 4 * SEGMENT_SIZE;

  private EnvelopeEncryption() {}

  /// An object that is about to be encrypted.
  ///
  /// @param header is to be kept with the ciphertext
  /// @param dataKey encrypts it
  public record Sealing(EnvelopeHeader header, DataKey dataKey) implements AutoCloseable {

    /// Begins the ciphertext.
    public EncryptingStream to(OutputStream ciphertext) throws IOException {
      return new EncryptingStream(
          ciphertext, dataKey.secret(), header.associatedData(), header.segmentSize());
    }

    @Override
    public void close() {
      dataKey.close();
    }
  }

  /// Makes a data key and its header.
  ///
  /// @throws KeyAccessException if the key cannot be used
  public static Sealing seal(KeyEncryptionKey key, KeyContext context) throws KeyAccessException {
    return seal(key, context, SEGMENT_SIZE);
  }

  /// Makes a data key and its header, for segments of a size in bytes, 4 KiB to 1 MiB.
  static Sealing seal(KeyEncryptionKey key, KeyContext context, int segmentSize)
      throws KeyAccessException {
    DataKey dataKey = DataKey.random();
    return new Sealing(
        new EnvelopeHeader(segmentSize, context, key.wrap(dataKey, context)), dataKey);
  }

  /// Encrypts all that a stream has.
  ///
  /// @return the header, which is to be kept with the ciphertext
  /// @throws KeyAccessException if the key cannot be used
  public static EnvelopeHeader encrypt(
      KeyEncryptionKey key, KeyContext context, InputStream plaintext, OutputStream ciphertext)
      throws IOException {
    try (Sealing sealing = seal(key, context)) {
      EncryptingStream sealed = sealing.to(ciphertext);
      byte[] buffer = new byte[BUFFER];
      for (int n = plaintext.read(buffer); n >= 0; n = plaintext.read(buffer)) {
        sealed.write(buffer, 0, n);
      }
      sealed.finish();
      return sealing.header();
    }
  }

  /// Decrypts from the beginning. The stream throws [KeyAccessException.NotAuthentic] where the
  /// ciphertext was changed, before it gives a byte of that segment; that it is whole is known at
  /// its end.
  ///
  /// @param expected the object that it has to be
  public static InputStream decrypt(
      KeyUnwrapper key, EnvelopeHeader header, KeyContext expected, InputStream ciphertext)
      throws IOException {
    try (DataKey dataKey = open(key, header, expected)) {
      return new DecryptingStream(
          ciphertext, dataKey.secret(), header.associatedData(), header.segmentSize());
    }
  }

  /// Decrypts at any position. That nothing is missing at the end is checked at once, the rest
  /// where it is read.
  ///
  /// @param expected the object that it has to be
  /// @return a channel for reading, which closes the ciphertext with itself
  public static SeekableByteChannel decrypt(
      KeyUnwrapper key, EnvelopeHeader header, KeyContext expected, SeekableByteChannel ciphertext)
      throws IOException {
    try (DataKey dataKey = open(key, header, expected)) {
      return new ReadChannel(
          new DecryptedBytes(
              ciphertext, dataKey.secret(), header.associatedData(), header.segmentSize()));
    }
  }

  /// Wraps the data key anew, with another key or another version; the ciphertext stays.
  public static EnvelopeHeader rewrap(KeyUnwrapper from, EnvelopeHeader header, KeyEncryptionKey to)
      throws KeyAccessException {
    try (DataKey dataKey = from.unwrap(header.wrappedKey(), header.context())) {
      return header.with(to.wrap(dataKey, header.context()));
    }
  }

  private static DataKey open(KeyUnwrapper key, EnvelopeHeader header, KeyContext expected)
      throws KeyAccessException {
    if (!header.context().equals(expected)) {
      throw new KeyAccessException.NotAuthentic(
          "the context of the object is `" + header.context() + "`; expected `" + expected + "`");
    }
    return key.unwrap(header.wrappedKey(), header.context());
  }

  /// Bytes of plaintext in a whole ciphertext of a size.
  ///
  /// @throws KeyAccessException.NotAuthentic if no ciphertext has that size
  public static long plaintextSize(long ciphertextSize, int segmentSize) throws KeyAccessException {
    long segments = (ciphertextSize + segmentSize - 1) / segmentSize;
    long size = ciphertextSize - SegmentCipher.PREFIX - segments * SegmentCipher.TAG;
    long rest = ciphertextSize % segmentSize;
    if (size < 0 || segments > Integer.MAX_VALUE || (rest > 0 && rest < SegmentCipher.TAG)) {
      throw SegmentCipher.notAuthentic();
    }
    return size;
  }

  /// Bytes of the ciphertext of an object of a size.
  public static long ciphertextSize(long plaintextSize, int segmentSize) {
    long perSegment = (long) segmentSize - SegmentCipher.TAG;
    long segments = (plaintextSize + SegmentCipher.PREFIX + perSegment - 1) / perSegment;
    return plaintextSize + SegmentCipher.PREFIX + segments * SegmentCipher.TAG;
  }
}
