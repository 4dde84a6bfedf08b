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

/// Encrypts objects of any size, each with its own data key, in Tink's format AES256-GCM-HKDF
/// streaming, with [EnvelopeHeader#associatedData()].
///
/// To decrypt, state the expected object: a header and ciphertext that replace those of another
/// object are authentic in themselves.
public final class EnvelopeEncryption {

  /// The segment size for encryption, in bytes. Measured: see ADR 0012.
  public static final int SEGMENT_SIZE = 64 * 1024;

  private static final int BUFFER = 4 * SEGMENT_SIZE;

  private EnvelopeEncryption() {}

  /// An encryption that has not started yet.
  ///
  /// @param header to be stored with the ciphertext
  /// @param dataKey of the object
  public record Sealing(EnvelopeHeader header, DataKey dataKey) implements AutoCloseable {

    /// Starts the ciphertext.
    public EncryptingStream to(OutputStream ciphertext) throws IOException {
      return new EncryptingStream(
          ciphertext, dataKey.secret(), header.associatedData(), header.segmentSize());
    }

    @Override
    public void close() {
      dataKey.close();
    }
  }

  /// Creates a data key and its header.
  ///
  /// @throws KeyAccessException if the key cannot be used
  public static Sealing seal(KeyEncryptionKey key, KeyContext context) throws KeyAccessException {
    return seal(key, context, SEGMENT_SIZE);
  }

  /// Creates a data key and its header, for segments of a size in bytes, 4 KiB to 1 MiB.
  static Sealing seal(KeyEncryptionKey key, KeyContext context, int segmentSize)
      throws KeyAccessException {
    DataKey dataKey = DataKey.random();
    return new Sealing(
        new EnvelopeHeader(segmentSize, context, key.wrap(dataKey, context)), dataKey);
  }

  /// Encrypts a whole stream.
  ///
  /// @return the header, to be stored with the ciphertext
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

  /// Decrypts from the beginning. If the ciphertext was modified, the stream throws
  /// [KeyAccessException.NotAuthentic] before it returns a byte of that segment; whether the stream
  /// is complete is known at its end.
  ///
  /// @param expected the context of the expected object
  public static InputStream decrypt(
      KeyUnwrapper key, EnvelopeHeader header, KeyContext expected, InputStream ciphertext)
      throws IOException {
    try (DataKey dataKey = open(key, header, expected)) {
      return new DecryptingStream(
          ciphertext, dataKey.secret(), header.associatedData(), header.segmentSize());
    }
  }

  /// Decrypts at any position. The end of the ciphertext is verified at once, the rest when it is
  /// read.
  ///
  /// @param expected the context of the expected object
  /// @return a channel for reading; closing it closes the ciphertext
  public static SeekableByteChannel decrypt(
      KeyUnwrapper key, EnvelopeHeader header, KeyContext expected, SeekableByteChannel ciphertext)
      throws IOException {
    try (DataKey dataKey = open(key, header, expected)) {
      return new ReadChannel(
          new DecryptedBytes(
              ciphertext, dataKey.secret(), header.associatedData(), header.segmentSize()));
    }
  }

  /// Rewraps the data key with another key or another version; the ciphertext does not change.
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

  /// The size of the plaintext of a complete ciphertext, both in bytes.
  ///
  /// @throws KeyAccessException.NotAuthentic if no ciphertext has this size
  public static long plaintextSize(long ciphertextSize, int segmentSize) throws KeyAccessException {
    long segments = (ciphertextSize + segmentSize - 1) / segmentSize;
    long size = ciphertextSize - SegmentCipher.PREFIX - segments * SegmentCipher.TAG;
    long rest = ciphertextSize % segmentSize;
    if (size < 0 || segments > Integer.MAX_VALUE || (rest > 0 && rest < SegmentCipher.TAG)) {
      throw SegmentCipher.notAuthentic();
    }
    return size;
  }

  /// The size of the ciphertext of an object, both in bytes.
  public static long ciphertextSize(long plaintextSize, int segmentSize) {
    long perSegment = (long) segmentSize - SegmentCipher.TAG;
    long segments = (plaintextSize + SegmentCipher.PREFIX + perSegment - 1) / perSegment;
    return plaintextSize + SegmentCipher.PREFIX + segments * SegmentCipher.TAG;
  }
}
