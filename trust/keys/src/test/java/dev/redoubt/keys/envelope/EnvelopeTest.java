package dev.redoubt.keys.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import dev.redoubt.keys.DataKey;
import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.material.KeyAccessException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

  private static final int SEGMENT = 4096;
  private static final KeyContext CONTEXT =
      KeyContext.of(Map.of("model", "credit", "object", "weights.bin"));

  private final TestKey key = TestKey.random();

  @TempDir Path folder;

  /// An object and its two parts.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sealed(byte[] plain, EnvelopeHeader header, byte[] ciphertext) {}

  private Sealed seal(int size) throws IOException {
    byte[] plain = new byte[size];
    new Random(size).nextBytes(plain);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (EnvelopeEncryption.Sealing sealing = EnvelopeEncryption.seal(key, CONTEXT, SEGMENT);
        EncryptingStream stream = sealing.to(out)) {
      // In pieces of odd sizes, of which some are larger than a segment.
      int at = 0;
      for (int piece = 1; at < size; piece = (piece * 3 + 1) % 10_000) {
        int part = Math.min(piece, size - at);
        stream.write(plain, at, part);
        at += part;
      }
      stream.finish();
      return new Sealed(plain, sealing.header(), out.toByteArray());
    }
  }

  private byte[] open(EnvelopeHeader header, byte[] ciphertext) throws IOException {
    try (InputStream in =
        EnvelopeEncryption.decrypt(key, header, CONTEXT, new ByteArrayInputStream(ciphertext))) {
      return in.readAllBytes();
    }
  }

  private byte[] openAtRandom(EnvelopeHeader header, byte[] ciphertext) throws IOException {
    Path file = Files.write(folder.resolve("ciphertext"), ciphertext);
    try (SeekableByteChannel channel =
        EnvelopeEncryption.decrypt(key, header, CONTEXT, Files.newByteChannel(file))) {
      ByteBuffer all = ByteBuffer.allocate((int) channel.size());
      // From behind, in pieces that are no divisor of anything.
      for (long at = channel.size(); at > 0; ) {
        int part = (int) Math.min(at, 1009);
        at -= part;
        ByteBuffer slice = all.slice((int) at, part);
        while (slice.hasRemaining()) {
          channel.position(at + slice.position()).read(slice);
        }
      }
      return all.array();
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 4039, 4040, 4041, 4096, 8119, 8120, 8121, 8136, 12_200, 12_201, 100_000})
  void opensWhatItSealed_andTellsTheSize(int size) throws IOException {
    Sealed sealed = seal(size);

    assertThat(open(sealed.header(), sealed.ciphertext())).isEqualTo(sealed.plain());
    assertThat(openAtRandom(sealed.header(), sealed.ciphertext())).isEqualTo(sealed.plain());
    assertThat(sealed.ciphertext().length)
        .isEqualTo((int) EnvelopeEncryption.ciphertextSize(size, SEGMENT));
    assertThat(EnvelopeEncryption.plaintextSize(sealed.ciphertext().length, SEGMENT))
        .isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4039, 4040, 4041, 8119, 8120, 8121, 100_000})
  void isWhatTinkReads_andReadsWhatTinkWrites(int size) throws Exception {
    Sealed sealed = seal(size);
    try (DataKey dataKey = key.unwrap(sealed.header().wrappedKey(), CONTEXT)) {
      AesGcmHkdfStreaming tink =
          dataKey
              .secret()
              .<AesGcmHkdfStreaming, Exception>reveal(
                  bytes -> new AesGcmHkdfStreaming(bytes.clone(), "HmacSha256", 32, SEGMENT, 0));
      byte[] associated = sealed.header().associatedData();

      assertThat(
              tink.newDecryptingStream(new ByteArrayInputStream(sealed.ciphertext()), associated)
                  .readAllBytes())
          .isEqualTo(sealed.plain());

      ByteArrayOutputStream theirs = new ByteArrayOutputStream();
      try (OutputStream out = tink.newEncryptingStream(theirs, associated)) {
        out.write(sealed.plain());
      }
      assertThat(open(sealed.header(), theirs.toByteArray())).isEqualTo(sealed.plain());
      assertThat(openAtRandom(sealed.header(), theirs.toByteArray())).isEqualTo(sealed.plain());
      assertThat(theirs.size()).isEqualTo(sealed.ciphertext().length);
    }
  }

  private void refuses(EnvelopeHeader header, byte[] ciphertext) {
    assertThatThrownBy(() -> open(header, ciphertext))
        .isInstanceOf(KeyAccessException.NotAuthentic.class);
    assertThatThrownBy(() -> openAtRandom(header, ciphertext))
        .isInstanceOf(KeyAccessException.NotAuthentic.class);
  }

  @Test
  void refusesAFlippedBitInEveryPart() throws IOException {
    Sealed sealed = seal(10_000);
    byte[] whole = sealed.ciphertext();
    // Length, salt, nonce prefix, first, middle and last segment, each tag, each border.
    for (int at :
        new int[] {
          0,
          1,
          32,
          33,
          39,
          40,
          41,
          4079,
          4080,
          4095,
          4096,
          4097,
          8175,
          8176,
          8191,
          8192,
          whole.length - 17,
          whole.length - 16,
          whole.length - 1
        }) {
      byte[] other = whole.clone();
      other[at] ^= 1;
      refuses(sealed.header(), other);
    }
  }

  @Test
  void refusesEveryTruncation_andWhateverIsAdded() throws IOException {
    Sealed sealed = seal(10_000);
    byte[] whole = sealed.ciphertext();
    for (int size = 0; size < whole.length; size += size % 4096 < 70 ? 1 : 97) {
      refuses(sealed.header(), Arrays.copyOf(whole, size));
    }
    for (int border : new int[] {4095, 4096, 4097, 8191, 8192, 8193, whole.length - 1}) {
      refuses(sealed.header(), Arrays.copyOf(whole, border));
    }
    for (int more : new int[] {1, 16, 17, 4096}) {
      refuses(sealed.header(), Arrays.copyOf(whole, whole.length + more));
    }
  }

  @Test
  void refusesSegmentsThatAreSwapped_repeatedOrLeftOut() throws IOException {
    byte[] whole = seal(17_000).ciphertext();
    EnvelopeHeader header = seal(17_000).header();
    Sealed sealed = seal(17_000);
    byte[] second = Arrays.copyOfRange(sealed.ciphertext(), 4096, 8192);
    byte[] third = Arrays.copyOfRange(sealed.ciphertext(), 8192, 12_288);

    byte[] swapped = sealed.ciphertext().clone();
    System.arraycopy(third, 0, swapped, 4096, 4096);
    System.arraycopy(second, 0, swapped, 8192, 4096);
    refuses(sealed.header(), swapped);

    byte[] repeated = sealed.ciphertext().clone();
    System.arraycopy(second, 0, repeated, 8192, 4096);
    refuses(sealed.header(), repeated);

    byte[] leftOut = Arrays.copyOf(sealed.ciphertext(), sealed.ciphertext().length - 4096);
    System.arraycopy(sealed.ciphertext(), 8192, leftOut, 4096, sealed.ciphertext().length - 8192);
    refuses(sealed.header(), leftOut);

    // The same plaintext under another data key.
    refuses(header, sealed.ciphertext());
    refuses(sealed.header(), whole);
  }

  @Test
  void refusesASegmentOfAnotherCiphertextUnderTheSameDataKey() throws IOException {
    byte[] one;
    byte[] two;
    EnvelopeHeader header;
    try (EnvelopeEncryption.Sealing sealing = EnvelopeEncryption.seal(key, CONTEXT, SEGMENT)) {
      header = sealing.header();
      one = with(sealing, new byte[10_000]);
      two = with(sealing, new byte[10_000]);
    }
    System.arraycopy(two, 4096, one, 4096, 4096);
    refuses(header, one);
  }

  private static byte[] with(EnvelopeEncryption.Sealing sealing, byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (EncryptingStream stream = sealing.to(out)) {
      stream.write(plain);
      stream.finish();
    }
    return out.toByteArray();
  }

  @Test
  void refusesAnotherObjectInItsPlace() throws IOException {
    Sealed sealed = seal(100);
    KeyContext other = KeyContext.of(Map.of("model", "credit", "object", "config.json"));

    assertThatThrownBy(
            () ->
                EnvelopeEncryption.decrypt(
                    key, sealed.header(), other, new ByteArrayInputStream(sealed.ciphertext())))
        .isInstanceOf(KeyAccessException.NotAuthentic.class)
        .hasMessageContaining("weights.bin")
        .hasMessageContaining("config.json");
    EnvelopeHeader lying = new EnvelopeHeader(SEGMENT, other, sealed.header().wrappedKey());
    assertThatThrownBy(
            () ->
                EnvelopeEncryption.decrypt(
                    key, lying, other, new ByteArrayInputStream(sealed.ciphertext())))
        .isInstanceOf(KeyAccessException.NotAuthentic.class);
  }

  @Test
  void refusesAnotherSegmentSizeInTheHeader() throws IOException {
    Sealed sealed = seal(100);
    refuses(new EnvelopeHeader(8192, CONTEXT, sealed.header().wrappedKey()), sealed.ciphertext());
  }

  @Test
  void leavesNothingThatDecrypts_whenItsSourceFailed() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EnvelopeHeader header;
    try (EnvelopeEncryption.Sealing sealing = EnvelopeEncryption.seal(key, CONTEXT, SEGMENT);
        EncryptingStream stream = sealing.to(out)) {
      header = sealing.header();
      stream.write(new byte[10_000]);
    }
    refuses(header, out.toByteArray());
  }

  @Test
  void goesOnRefusing_afterItRefused() throws IOException {
    Sealed sealed = seal(10_000);
    byte[] other = sealed.ciphertext().clone();
    other[5000] ^= 1;
    try (InputStream in =
        EnvelopeEncryption.decrypt(
            key, sealed.header(), CONTEXT, new ByteArrayInputStream(other))) {
      assertThat(in.readNBytes(4040)).isEqualTo(Arrays.copyOf(sealed.plain(), 4040));
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(in::read).isInstanceOf(KeyAccessException.NotAuthentic.class);
      }
    }
  }

  @Test
  void readsAtAnyPosition_withoutReadingTheRest() throws IOException {
    Sealed sealed = seal(100_000);
    byte[] damaged = sealed.ciphertext().clone();
    damaged[50_000] ^= 1;
    Path file = Files.write(folder.resolve("damaged"), damaged);
    try (SeekableByteChannel channel =
        EnvelopeEncryption.decrypt(key, sealed.header(), CONTEXT, Files.newByteChannel(file))) {
      ByteBuffer part = ByteBuffer.allocate(3000);
      channel.position(70_001).read(part);
      assertThat(part.array()).isEqualTo(Arrays.copyOfRange(sealed.plain(), 70_001, 73_001));
      assertThat(channel.position(100_000).read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @Test
  void readsTheHeaderThatItWrote_andNothingElse() throws IOException {
    EnvelopeHeader header = seal(1).header();
    byte[] whole = header.encoded();

    assertThat(EnvelopeHeader.decode(whole)).isEqualTo(header);
    for (int i = 0; i < whole.length; i++) {
      byte[] part = Arrays.copyOf(whole, i);
      assertThatThrownBy(() -> EnvelopeHeader.decode(part))
          .isInstanceOf(KeyAccessException.Malformed.class);
    }
    assertThatThrownBy(() -> EnvelopeHeader.decode(Arrays.copyOf(whole, whole.length + 1)))
        .isInstanceOf(KeyAccessException.Malformed.class);
  }

  @Test
  void wrapsAnew_withoutTouchingTheCiphertext() throws IOException {
    Path file = folder.resolve("object");
    byte[] plain = new byte[200_000];
    EnvelopeFile.encrypt(key, CONTEXT, new ByteArrayInputStream(plain), file);
    byte[] before = Files.readAllBytes(file);
    TestKey newer = new TestKey(dev.redoubt.keys.material.SecretBytes.random(32), "2");

    EnvelopeFile.rewrap(key, newer, file);

    byte[] after = Files.readAllBytes(file);
    assertThat(Arrays.copyOfRange(after, EnvelopeFile.CIPHERTEXT, after.length))
        .isEqualTo(Arrays.copyOfRange(before, EnvelopeFile.CIPHERTEXT, before.length));
    assertThat(EnvelopeFile.header(file).wrappedKey().version()).isEqualTo("2");
    try (InputStream in = EnvelopeFile.decrypt(newer, CONTEXT, file)) {
      assertThat(in.readAllBytes()).isEqualTo(plain);
    }
    assertThatThrownBy(() -> EnvelopeFile.decrypt(key, CONTEXT, file))
        .isInstanceOf(KeyAccessException.NotAuthentic.class);
    try (SeekableByteChannel channel = EnvelopeFile.open(newer, CONTEXT, file)) {
      assertThat(channel.size()).isEqualTo(plain.length);
    }
  }

  @Test
  void isReadable_whereverWrappingAnewWasInterrupted() throws IOException {
    Path file = folder.resolve("object");
    EnvelopeFile.encrypt(key, CONTEXT, new ByteArrayInputStream(new byte[10]), file);
    byte[] before = Files.readAllBytes(file);
    TestKey newer = new TestKey(dev.redoubt.keys.material.SecretBytes.random(32), "2");
    EnvelopeFile.rewrap(key, newer, file);
    byte[] after = Files.readAllBytes(file);
    int slot = EnvelopeFile.CIPHERTEXT / 2;

    // The second slot is written from its beginning, then the first is cleared.
    for (int written = 0; written <= slot; written += 512) {
      byte[] torn = before.clone();
      System.arraycopy(after, slot, torn, slot, written);
      Files.write(file, torn);
      String version = EnvelopeFile.header(file).wrappedKey().version();
      assertThat(version).isEqualTo(written == slot ? "2" : "1");
    }
    for (int cleared = 0; cleared <= slot; cleared += 512) {
      byte[] torn = after.clone();
      System.arraycopy(before, cleared, torn, cleared, slot - cleared);
      Files.write(file, torn);
      assertThat(EnvelopeFile.header(file).wrappedKey().version()).isEqualTo("2");
    }
  }

  @Test
  void fileWithoutEnvelopeHeaderIsRejected() throws IOException {
    for (byte[] bytes : List.of(new byte[0], new byte[10], new byte[20_000])) {
      Path file = Files.write(folder.resolve("other"), bytes);
      assertThatThrownBy(() -> EnvelopeFile.header(file))
          .isInstanceOf(KeyAccessException.Malformed.class)
          .hasMessageContaining("other");
    }
  }

  @Test
  void leavesNoFile_whenItsSourceFails() throws IOException {
    Path file = folder.resolve("object");
    InputStream failing =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[100_000]),
            new InputStream() {
              @Override
              public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("gone");
              }

              @Override
              public int read() throws IOException {
                throw new IOException("gone");
              }
            });
    assertThatThrownBy(() -> EnvelopeFile.encrypt(key, CONTEXT, failing, file)).hasMessage("gone");
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }
}
