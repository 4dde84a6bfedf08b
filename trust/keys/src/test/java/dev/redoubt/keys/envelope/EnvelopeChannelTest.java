package dev.redoubt.keys.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.bytes.ReadChannel;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reading at any position, and the file behind it.
class EnvelopeChannelTest {

  private static final int SEGMENT = 4096;
  private static final byte[] ASSOCIATED = {1, 2, 3};

  private final SecretBytes key = SecretBytes.random(32);

  @TempDir private Path folder = Path.of("");

  private static byte[] plain(int size) {
    byte[] plain = new byte[size];
    new Random(size).nextBytes(plain);
    return plain;
  }

  private byte[] sealed(int size) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EncryptingStream stream = new EncryptingStream(out, key, ASSOCIATED, SEGMENT);
    stream.write(plain(size));
    stream.finish();
    return out.toByteArray();
  }

  private DecryptedBytes decrypted(SeekableByteChannel sealed) throws IOException {
    return new DecryptedBytes(sealed, key, ASSOCIATED, SEGMENT);
  }

  private ReadChannel opened(SeekableByteChannel sealed) throws IOException {
    return new ReadChannel(decrypted(sealed));
  }

  /// Bytes in memory, read in portions; counts what is read.
  private static class Memory implements SeekableByteChannel {

    private final byte[] bytes;
    private final long size;
    private int portion = Integer.MAX_VALUE;
    private boolean hesitates;
    private boolean nothing;
    private long read;
    private long position;
    private boolean open = true;

    Memory(byte[] bytes, long size) {
      this.bytes = bytes;
      this.size = size;
    }

    Memory(byte[] bytes) {
      this(bytes, bytes.length);
    }

    @Override
    public int read(ByteBuffer target) {
      nothing = hesitates && !nothing;
      if (nothing) {
        return 0;
      }
      if (position >= bytes.length) {
        return -1;
      }
      int part = (int) Math.min(Math.min(target.remaining(), portion), bytes.length - position);
      target.put(bytes, (int) position, part);
      position += part;
      read += part;
      return part;
    }

    @Override
    public int write(ByteBuffer source) {
      throw new NonWritableChannelException();
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
      position = newPosition;
      return this;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
      throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4039, 4040, 4041, 8120, 8121, 13_000})
  void readsEachPartOfEachSize(int size) throws Exception {
    byte[] plain = plain(size);
    ReadChannel channel = opened(new Memory(sealed(size)));
    assertThat(channel.size()).isEqualTo(size);
    for (int start = 0; start <= size + 3; start += 501) {
      for (int length : new int[] {1, 4080, 20_000}) {
        ByteBuffer target = ByteBuffer.allocate(length);
        int expected = Math.min(length, size - start);
        assertThat(channel.position(start).read(target)).isEqualTo(expected > 0 ? expected : -1);
        assertThat(channel.position()).isEqualTo(start + Math.max(expected, 0));
        assertThat(Arrays.copyOf(target.array(), target.position()))
            .isEqualTo(
                start < size ? Arrays.copyOfRange(plain, start, start + expected) : new byte[0]);
      }
    }
  }

  @Test
  void readsOneAfterTheOther() throws Exception {
    ReadChannel channel = opened(new Memory(sealed(10_000)));
    ByteBuffer target = ByteBuffer.allocate(10_000);
    while (target.hasRemaining()) {
      int before = target.position();
      target.limit(Math.min(before + 3001, 10_000));
      assertThat(channel.read(target)).isEqualTo(target.position() - before);
      target.limit(10_000);
    }
    assertThat(target.array()).isEqualTo(plain(10_000));
    assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
  }

  @Test
  void decryptsASegmentOnceWhileItIsReadFrom() throws Exception {
    Memory memory = new Memory(sealed(13_000));
    ReadChannel channel = opened(memory);
    channel.position(5000).read(ByteBuffer.allocate(10));
    long read = memory.read;
    channel.position(6000).read(ByteBuffer.allocate(10));
    assertThat(memory.read).isEqualTo(read);
    channel.position(1000).read(ByteBuffer.allocate(10));
    assertThat(memory.read).isEqualTo(read + SEGMENT - 40);
  }

  @Test
  void readsFromASourceThatGivesLittle_andSometimesNothing() throws Exception {
    Memory memory = new Memory(sealed(10_000));
    memory.portion = 7;
    memory.hesitates = true;
    ReadChannel channel = opened(memory);
    ByteBuffer target = ByteBuffer.allocate(10_000);
    assertThat(channel.read(target)).isEqualTo(10_000);
    assertThat(target.array()).isEqualTo(plain(10_000));
  }

  @Test
  void refusesASourceThatIsCutWhileItIsRead() throws Exception {
    byte[] sealed = sealed(10_000);
    assertThatThrownBy(() -> opened(new Memory(Arrays.copyOf(sealed, 9_000), sealed.length)))
        .isInstanceOf(KeyAccessException.NotAuthentic.class)
        .hasMessageContaining("truncated while it was read");
  }

  @Test
  void refusesWhatAReaderCannotDo() throws Exception {
    ReadChannel channel = opened(new Memory(sealed(10)));
    assertThatThrownBy(() -> channel.position(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(channel.position(0).position()).isZero();
    assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
        .isInstanceOf(NonWritableChannelException.class);
    assertThatThrownBy(() -> channel.truncate(0)).isInstanceOf(NonWritableChannelException.class);
  }

  @Test
  void givesNothingAfterItWasClosed_andOverwritesWhatItHeld() throws Exception {
    Memory memory = new Memory(sealed(100));
    DecryptedBytes bytes = decrypted(memory);
    ReadChannel channel = new ReadChannel(bytes);
    channel.read(ByteBuffer.allocate(10));
    assertThat(channel.isOpen()).isTrue();
    channel.close();
    assertThat(channel.isOpen()).isFalse();
    assertThat(memory.isOpen()).isFalse();
    Field plain = DecryptedBytes.class.getDeclaredField("plain");
    plain.setAccessible(true);
    assertThat((byte[]) plain.get(bytes)).containsOnly(0);
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(10)))
        .isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void readsAFileBehindItsHead() throws Exception {
    Path file = Files.write(folder.resolve("file"), new byte[] {0, 1, 2, 3, 4, 5, 6, 7});
    ReadChannel channel = new ReadChannel(new RemainingFileChannel(FileChannel.open(file), 3));
    assertThat(channel.size()).isEqualTo(5);
    assertThat(channel.position()).isZero();
    ByteBuffer two = ByteBuffer.allocate(2);
    assertThat(channel.read(two)).isEqualTo(2);
    assertThat(two.array()).containsExactly(3, 4);
    assertThat(channel.position()).isEqualTo(2);
    ByteBuffer more = ByteBuffer.allocate(9);
    assertThat(channel.read(more)).isEqualTo(3);
    assertThat(Arrays.copyOf(more.array(), 3)).containsExactly(5, 6, 7);
    assertThat(channel.read(more)).isEqualTo(-1);
    assertThat(channel.position()).isEqualTo(5);
    ByteBuffer one = ByteBuffer.allocate(1);
    assertThat(channel.position(1).position()).isEqualTo(1);
    channel.read(one);
    assertThat(one.array()).containsExactly(4);
    assertThatThrownBy(() -> channel.write(one)).isInstanceOf(NonWritableChannelException.class);
    assertThatThrownBy(() -> channel.truncate(0)).isInstanceOf(NonWritableChannelException.class);
    assertThat(channel.isOpen()).isTrue();
    channel.close();
    assertThat(channel.isOpen()).isFalse();
    assertThat(new RemainingFileChannel(FileChannel.open(file), 8).size()).isZero();
    assertThat(new RemainingFileChannel(FileChannel.open(file), 9).size()).isZero();
  }
}
