package dev.redoubt.keys.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.keys.KeyContext;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The two streams as streams: whatever way they are read and written.
class EnvelopeStreamTest {

  private static final int SEGMENT = 4096;

  /// Plaintext of the first segment, and of each after it.
  private static final int FIRST = 4040;

  private static final int NEXT = 4080;

  private static final byte[] ASSOCIATED = {1, 2, 3};

  private final SecretBytes key = SecretBytes.random(32);

  private static byte[] plain(int size) {
    byte[] plain = new byte[size];
    new Random(size).nextBytes(plain);
    return plain;
  }

  private byte[] sealed(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EncryptingStream stream = encrypting(out);
    stream.write(plain);
    stream.finish();
    return out.toByteArray();
  }

  private EncryptingStream encrypting(OutputStream out) throws IOException {
    return new EncryptingStream(out, key, ASSOCIATED, SEGMENT);
  }

  private DecryptingStream opened(byte[] sealed) throws IOException {
    return opened(new ByteArrayInputStream(sealed));
  }

  private DecryptingStream opened(InputStream sealed) throws IOException {
    return new DecryptingStream(sealed, key, ASSOCIATED, SEGMENT);
  }

  private void refuses(byte[] sealed) {
    assertThatThrownBy(() -> opened(sealed).readAllBytes())
        .isInstanceOf(KeyAccessException.NotAuthentic.class);
  }

  private static byte[] held(Object stream) throws ReflectiveOperationException {
    Field plain = stream.getClass().getDeclaredField("plain");
    plain.setAccessible(true);
    return (byte[]) plain.get(stream);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, FIRST - 1, FIRST, FIRST + 1, FIRST + NEXT, FIRST + NEXT + 1, 13_000})
  void readsWhatWasWritten_byteByByte(int size) throws Exception {
    byte[] plain = plain(size);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EncryptingStream stream = encrypting(out);
    for (byte each : plain) {
      stream.write(each);
    }
    stream.finish();
    InputStream in = opened(out.toByteArray());
    for (byte each : plain) {
      assertThat(in.read()).isEqualTo(each & 0xff);
    }
    assertThat(in.read()).isEqualTo(-1);
    assertThat(in.read()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, FIRST, NEXT, SEGMENT - 1, SEGMENT, SEGMENT + 1, 20_000})
  void readsIntoTheMiddleOfAnArray_whateverItsLength(int length) throws Exception {
    byte[] plain = plain(13_000);
    InputStream in = opened(sealed(plain));
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] target = new byte[length + 5];
    for (int n = in.read(target, 3, length); n >= 0; n = in.read(target, 3, length)) {
      assertThat(n).isPositive();
      read.write(target, 3, n);
      Arrays.fill(target, 3, 3 + n, (byte) 0);
      assertThat(target).as("nothing else is touched").containsOnly(0);
    }
    assertThat(read.toByteArray()).isEqualTo(plain);
  }

  @Test
  void readsNothing_whereNothingIsAskedFor() throws Exception {
    InputStream in = opened(sealed(plain(5)));
    assertThat(in.read(new byte[0])).isZero();
    assertThat(in.readNBytes(5)).isEqualTo(plain(5));
    assertThat(in.read(new byte[0])).isZero();
    assertThat(in.read(new byte[8], 9 - 1, 0)).isZero();
    assertThatThrownBy(() -> in.read(new byte[8], 1, 8))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> encrypting(OutputStream.nullOutputStream()).write(new byte[8], 1, 8))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /// The end of an empty object is its end, not an empty piece.
  @Test
  void endsAtOnce_whereTheObjectIsEmpty() throws Exception {
    byte[] sealed = sealed(new byte[0]);
    assertThat(opened(sealed).read(new byte[SEGMENT])).isEqualTo(-1);
    assertThat(opened(sealed).read(new byte[1])).isEqualTo(-1);
  }

  @Test
  void availableReportsDecryptedBytesOnly() throws Exception {
    InputStream in = opened(sealed(plain(10_000)));
    assertThat(in.available()).isZero();
    in.readNBytes(10);
    assertThat(in.available()).isEqualTo(FIRST - 10);
    in.readNBytes(FIRST - 10);
    assertThat(in.available()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, FIRST, FIRST + 1, 9_999})
  void skipSkipsExactlyTheRequestedBytes(int count) throws Exception {
    byte[] plain = plain(10_000);
    InputStream in = opened(sealed(plain));
    in.skipNBytes(count);
    assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(plain, count, plain.length));
  }

  @Test
  void skipsToTheEndAndNotBeyondIt() throws Exception {
    InputStream in = opened(sealed(plain(10_000)));
    in.skipNBytes(-1);
    in.skipNBytes(10_000);
    in.skipNBytes(0);
    assertThatThrownBy(() -> in.skipNBytes(1)).isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> opened(sealed(plain(10))).skipNBytes(11))
        .isInstanceOf(EOFException.class);
  }

  /// Skipped is not unchecked.
  @Test
  void refusesToSkipWhatWasChanged() throws Exception {
    byte[] sealed = sealed(plain(10_000));
    sealed[5_000] ^= 1;
    assertThatThrownBy(() -> opened(sealed).skipNBytes(9_000))
        .isInstanceOf(KeyAccessException.NotAuthentic.class);
  }

  /// Whoever goes on reading after a refusal must not get what comes behind the gap, though the
  /// source is laid out such that the next segment is in its place.
  @Test
  void givesNothingBehindASegmentThatItRefused() throws Exception {
    byte[] sealed = sealed(plain(13_000));
    while (sealed[SEGMENT] != sealed[2 * SEGMENT]) {
      sealed = sealed(plain(13_000));
    }
    ByteArrayOutputStream source = new ByteArrayOutputStream();
    source.write(sealed, 0, 2 * SEGMENT);
    source.write(0);
    source.write(sealed, 2 * SEGMENT + 1, sealed.length - 2 * SEGMENT - 1);
    byte[] crafted = source.toByteArray();
    crafted[SEGMENT + 9] ^= 1;
    InputStream in = opened(crafted);
    assertThat(in.readNBytes(FIRST)).isEqualTo(Arrays.copyOf(plain(13_000), FIRST));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(in::read).isInstanceOf(KeyAccessException.NotAuthentic.class);
      assertThatThrownBy(() -> in.read(new byte[2 * SEGMENT]))
          .isInstanceOf(KeyAccessException.NotAuthentic.class);
    }
  }

  @Test
  void givesNothingAfterItWasClosed_andOverwritesWhatItHeld() throws Exception {
    boolean[] closed = {false};
    InputStream source =
        new FilterInputStream(new ByteArrayInputStream(sealed(plain(100)))) {
          @Override
          public void close() throws IOException {
            closed[0] = true;
            super.close();
          }
        };
    DecryptingStream in = opened(source);
    assertThat(in.read()).isEqualTo(plain(100)[0] & 0xff);
    in.close();
    assertThat(closed[0]).isTrue();
    assertThat(held(in)).containsOnly(0);
    assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessage("the stream is closed");
    assertThatThrownBy(() -> in.read(new byte[2 * SEGMENT])).hasMessage("the stream is closed");
  }

  /// Notes what happens to what is written to.
  private static final class Sink extends FilterOutputStream {

    private final ByteArrayOutputStream bytes;
    private int failures;
    private int flushed;
    private boolean closed;

    Sink() {
      this(new ByteArrayOutputStream());
    }

    private Sink(ByteArrayOutputStream bytes) {
      super(bytes);
      this.bytes = bytes;
    }

    @Override
    public void write(byte[] part, int offset, int length) throws IOException {
      if (failures > 0) {
        failures--;
        throw new IOException("full");
      }
      bytes.write(part, offset, length);
    }

    @Override
    public void flush() throws IOException {
      if (failures > 0) {
        failures--;
        throw new IOException("full");
      }
      flushed++;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void finishesOnce_andTakesNothingMore() throws Exception {
    Sink sink = new Sink();
    EncryptingStream stream = encrypting(sink);
    stream.write(plain(10));
    stream.flush();
    assertThat(sink.flushed).isEqualTo(1);
    stream.finish();
    assertThat(sink.flushed).isEqualTo(2);
    assertThat(held(stream)).containsOnly(0);
    byte[] sealed = sink.bytes.toByteArray();
    stream.finish();
    assertThatThrownBy(() -> stream.write(1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the ciphertext is complete");
    stream.close();
    stream.finish();
    assertThat(sink.bytes.toByteArray()).isEqualTo(sealed);
    assertThat(opened(sealed).readAllBytes()).isEqualTo(plain(10));
  }

  /// What was held back is overwritten: it would be zeros that authenticate.
  @Test
  void refusesToFinishAfterItWasClosed() throws Exception {
    Sink sink = new Sink();
    EncryptingStream stream = encrypting(sink);
    stream.write(plain(FIRST + 100));
    assertThat(held(stream)).contains(plain(FIRST + 100)[FIRST]);
    stream.close();
    assertThat(sink.closed).isTrue();
    assertThat(held(stream)).containsOnly(0);
    assertThatThrownBy(stream::finish).hasMessageContaining("cannot be completed");
    assertThatThrownBy(() -> stream.write(1)).hasMessageContaining("cannot be completed");
    refuses(sink.bytes.toByteArray());
  }

  @Test
  void refusesToGoOnAfterASegmentThatCouldNotBeWritten() throws Exception {
    Sink sink = new Sink();
    EncryptingStream stream = encrypting(sink);
    sink.failures = 1;
    assertThatThrownBy(() -> stream.write(plain(2 * SEGMENT))).hasMessage("full");
    assertThatThrownBy(() -> stream.write(1)).hasMessageContaining("cannot be completed");
    assertThatThrownBy(stream::finish).hasMessageContaining("cannot be completed");
    refuses(sink.bytes.toByteArray());
  }

  @Test
  void doesNotSayThatItIsWhole_whereTheLastSegmentCouldNotBeWritten() throws Exception {
    Sink sink = new Sink();
    EncryptingStream stream = encrypting(sink);
    stream.write(plain(10));
    sink.failures = 1;
    assertThatThrownBy(stream::finish).hasMessage("full");
    assertThatThrownBy(stream::finish).hasMessageContaining("cannot be completed");
    refuses(sink.bytes.toByteArray());
  }

  @Test
  void doesNotSayThatItIsWhole_whereFlushingFailed() throws Exception {
    OutputStream unflushed =
        new FilterOutputStream(OutputStream.nullOutputStream()) {
          @Override
          public void flush() throws IOException {
            throw new IOException("full");
          }
        };
    EncryptingStream stream = encrypting(unflushed);
    assertThatThrownBy(stream::finish).hasMessage("full");
    assertThatThrownBy(stream::finish).hasMessageContaining("cannot be completed");
  }

  /// A stream that has nothing just now has not ended.
  @Test
  void encryptsAllOfASourceThatSometimesGivesNothing() throws Exception {
    InputStream hesitant =
        new FilterInputStream(new ByteArrayInputStream(plain(1000))) {
          private boolean pause;

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            pause = !pause;
            return pause ? 0 : super.read(target, offset, Math.min(length, 100));
          }
        };
    TestKey wrapping = TestKey.random();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EnvelopeHeader header = EnvelopeEncryption.encrypt(wrapping, KeyContext.EMPTY, hesitant, out);
    try (InputStream in =
        EnvelopeEncryption.decrypt(
            wrapping, header, KeyContext.EMPTY, new ByteArrayInputStream(out.toByteArray()))) {
      assertThat(in.readAllBytes()).isEqualTo(plain(1000));
    }
  }

  @Test
  void forgetsTheDataKeyWithTheSealing() throws Exception {
    EnvelopeEncryption.Sealing sealing =
        EnvelopeEncryption.seal(TestKey.random(), KeyContext.EMPTY);
    sealing.close();
    assertThatThrownBy(() -> sealing.to(OutputStream.nullOutputStream()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is already closed");
  }
}
