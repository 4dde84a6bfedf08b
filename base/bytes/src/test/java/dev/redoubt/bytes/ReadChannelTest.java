package dev.redoubt.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReadChannelTest {

  /// The bytes 0 to 9, at most four at once.
  private static final class Ten implements PositionedBytes {

    private boolean closed;

    @Override
    public long size() {
      return 10;
    }

    @Override
    public int read(long position, ByteBuffer target) {
      if (position >= 10) {
        return -1;
      }
      int count = (int) Math.min(Math.min(4, target.remaining()), 10 - position);
      for (int i = 0; i < count; i++) {
        target.put((byte) (position + i));
      }
      return count;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final Ten bytes = new Ten();
  private final ReadChannel channel = new ReadChannel(bytes);

  private byte[] read(int most) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(most);
    int count = channel.read(target);
    assertThat(target.position()).isEqualTo(Math.max(0, count));
    return Arrays.copyOf(target.array(), target.position());
  }

  @Test
  void readsOnFromWhereItIs() throws IOException {
    assertThat(read(3)).containsExactly(0, 1, 2);
    assertThat(read(9)).containsExactly(3, 4, 5, 6);
    assertThat(channel.position()).isEqualTo(7);
    assertThat(read(9)).containsExactly(7, 8, 9);
    assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    assertThat(channel.position()).isEqualTo(10);
  }

  @Test
  void readsFromAnyPosition_andNothingBehindTheEnd() throws IOException {
    assertThat(channel.position(8).position()).isEqualTo(8);
    assertThat(read(4)).containsExactly(8, 9);
    assertThat(channel.position(11).read(ByteBuffer.allocate(1))).isEqualTo(-1);
    assertThat(channel.position()).isEqualTo(11);
    assertThat(channel.read(ByteBuffer.allocate(0))).isZero();
    assertThat(channel.size()).isEqualTo(10);
  }

  @Test
  void refusesWhatAReaderCannotDo() {
    assertThatThrownBy(() -> channel.position(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1)))
        .isInstanceOf(NonWritableChannelException.class);
    assertThatThrownBy(() -> channel.truncate(0)).isInstanceOf(NonWritableChannelException.class);
  }

  @Test
  void closesTheBytes_andGivesNothingMore() throws IOException {
    assertThat(channel.isOpen()).isTrue();
    channel.close();
    assertThat(channel.isOpen()).isFalse();
    assertThat(bytes.closed).isTrue();
    assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
  }
}
