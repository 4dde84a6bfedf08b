package dev.redoubt.keys.envelope;

import dev.redoubt.bytes.ReadChannel;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.KeyEncryptionKey;
import dev.redoubt.keys.KeyUnwrapper;
import dev.redoubt.keys.internal.BinaryReader;
import dev.redoubt.keys.internal.BinaryWriter;
import dev.redoubt.keys.internal.DirectorySync;
import dev.redoubt.keys.material.KeyAccessException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Header and ciphertext in one file: two slots of 16 KiB together, then the ciphertext.
///
/// A slot consists of `RDBT`, format version 1 (8 bits), a sequence number and the length of the
/// header (31 bits each), the header, zeros, and the SHA-256 of all of this. The valid slot with
/// the highest number is used. Rewrapping writes the other slot and then clears the old one, so a
/// crash leaves a valid slot; the ciphertext does not change.
public final class EnvelopeFile {

  private static final byte[] MAGIC = "RDBT".getBytes(StandardCharsets.US_ASCII);
  private static final int FORM = 1;
  private static final int SLOT = EnvelopeHeader.MAX_BYTES;
  private static final int DIGEST = 32;

  /// The offset of the ciphertext, in bytes.
  public static final int CIPHERTEXT = 2 * SLOT;

  private EnvelopeFile() {}

  /// Encrypts into a file, which appears when it is complete and flushed to disk.
  public static EnvelopeHeader encrypt(
      KeyEncryptionKey key, KeyContext context, InputStream plaintext, Path file)
      throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Path partial = Files.createTempFile(folder, "." + file.getFileName(), ".partial");
    try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
      channel.position(CIPHERTEXT);
      EnvelopeHeader header =
          EnvelopeEncryption.encrypt(key, context, plaintext, Channels.newOutputStream(channel));
      put(channel, 0, slot(1, header));
      put(channel, 1, new byte[SLOT]);
      channel.force(true);
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      DirectorySync.flush(folder);
      return header;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /// The header in use.
  ///
  /// @throws KeyAccessException.Malformed if the file is not an envelope
  public static EnvelopeHeader header(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return current(channel, file).header();
    }
  }

  /// Decrypts from the beginning; see [EnvelopeEncryption].
  public static InputStream decrypt(KeyUnwrapper key, KeyContext expected, Path file)
      throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      EnvelopeHeader header = current(channel, file).header();
      channel.position(CIPHERTEXT);
      return EnvelopeEncryption.decrypt(key, header, expected, Channels.newInputStream(channel));
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  /// Decrypts at any position; see [EnvelopeEncryption].
  public static SeekableByteChannel open(KeyUnwrapper key, KeyContext expected, Path file)
      throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      EnvelopeHeader header = current(channel, file).header();
      return EnvelopeEncryption.decrypt(
          key, header, expected, new ReadChannel(new RemainingFileChannel(channel, CIPHERTEXT)));
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
  }

  /// Rewraps the data key in place.
  public static EnvelopeHeader rewrap(KeyUnwrapper from, KeyEncryptionKey to, Path file)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (!locked(channel)) {
        throw new KeyAccessException.Unavailable(
            "`" + file + "` is being rewrapped by another process", null);
      }
      Slot old = current(channel, file);
      if (old.sequence() == Integer.MAX_VALUE) {
        throw new KeyAccessException.Malformed(
            "`"
                + file
                + "` cannot be rewrapped: its header counter is exhausted; encrypt the file again");
      }
      EnvelopeHeader header = EnvelopeEncryption.rewrap(from, old.header(), to);
      put(channel, 1 - old.index(), slot(old.sequence() + 1, header));
      channel.force(true);
      put(channel, old.index(), new byte[SLOT]);
      channel.force(true);
      return header;
    }
  }

  /// Until the channel is closed.
  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException byAnotherThread) {
      return false;
    }
  }

  private record Slot(int index, int sequence, EnvelopeHeader header) {}

  private static byte[] slot(int sequence, EnvelopeHeader header) {
    byte[] form =
        new BinaryWriter().raw(MAGIC).u8(FORM).u32(sequence).bytes(header.encoded()).toBytes();
    byte[] slot = Arrays.copyOf(form, SLOT);
    System.arraycopy(digest(slot), 0, slot, SLOT - DIGEST, DIGEST);
    return slot;
  }

  private static byte[] digest(byte[] slot) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(slot, 0, SLOT - DIGEST);
      return sha256.digest();
    } catch (NoSuchAlgorithmException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void put(FileChannel channel, int index, byte[] slot) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(slot);
    while (bytes.hasRemaining()) {
      channel.write(bytes, (long) index * SLOT + bytes.position());
    }
  }

  private static Slot current(FileChannel channel, Path file) throws IOException {
    byte[] area = new byte[CIPHERTEXT];
    ByteBuffer bytes = ByteBuffer.wrap(area);
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {}
    Slot first = read(0, area);
    Slot second = read(1, area);
    if (bytes.hasRemaining() || (first == null && second == null)) {
      throw new KeyAccessException.Malformed(
          "`" + file + "` was not created by `redoubt model encrypt`, or its header is damaged");
    }
    if (first == null || (second != null && second.sequence() > first.sequence())) {
      return Objects.requireNonNull(second);
    }
    return first;
  }

  /// The slot of an index; null if it is not valid.
  private static @Nullable Slot read(int index, byte[] area) throws KeyAccessException {
    byte[] slot = Arrays.copyOfRange(area, index * SLOT, (index + 1) * SLOT);
    byte[] digest = Arrays.copyOfRange(slot, SLOT - DIGEST, SLOT);
    if (!Arrays.equals(digest, digest(slot))) {
      return null;
    }
    BinaryReader form = new BinaryReader("the file header", slot);
    form.magic(MAGIC);
    int version = form.u8();
    if (version != FORM) {
      throw form.malformed("unknown format version " + version + "; only version 1 is supported");
    }
    int sequence = form.u31();
    return new Slot(index, sequence, EnvelopeHeader.decode(form.bytes()));
  }
}
