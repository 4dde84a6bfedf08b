package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PickleInputTest {

  /// The size of a read.
  private static final int BUFFER = 1 << 16;

  private static PickleInput of(byte[] bytes) {
    return new PickleInput(new ByteArrayInputStream(bytes));
  }

  private static PickleInput of(String text) {
    return of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] numbered(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 251);
    }
    return bytes;
  }

  @Test
  void readsNumbersLowestByteFirst() throws IOException, BrokenPickle {
    PickleInput in =
        of("\377\001\002\001\002\003\204\001\002\003\004\005\006\007\010\377\377\377\377\0\0\0\0");
    assertThat(in.peek()).isEqualTo(255);
    assertThat(in.next()).isEqualTo(255);
    assertThat(in.next2()).isEqualTo(0x201);
    assertThat(in.next4()).isEqualTo(0x84030201);
    assertThat(in.next8()).isEqualTo(0x0807060504030201L);
    assertThat(in.next8()).isEqualTo(0xffffffffL);
    assertThat(in.offset()).isEqualTo(23);
    assertThat(in.peek()).isEqualTo(-1);
  }

  @Test
  void failsWhenBytesEnd() throws IOException, BrokenPickle {
    PickleInput in = of("ab");
    in.skip(2);
    assertThatThrownBy(in::next)
        .isInstanceOfSatisfying(
            BrokenPickle.class,
            e -> {
              assertThat(e.reason()).isEqualTo("the data ends in the middle of the pickle");
              assertThat(e.rule()).isEqualTo(PickleRule.BROKEN);
            });
    assertThat(in.offset()).isEqualTo(2);
    assertThatThrownBy(() -> of("ab").skip(3)).isInstanceOf(BrokenPickle.class);
    assertThatThrownBy(() -> of("ab").bytes(3)).isInstanceOf(BrokenPickle.class);
    assertThatThrownBy(() -> of("ab").text(3, StandardCharsets.UTF_8))
        .isInstanceOf(BrokenPickle.class);
    assertThatThrownBy(() -> of("ab").line(9)).isInstanceOf(BrokenPickle.class);
  }

  @Test
  void isAtTheEndAfterItFailed() {
    PickleInput in = of("abc");
    assertThatThrownBy(() -> in.text(9, StandardCharsets.UTF_8)).isInstanceOf(BrokenPickle.class);
    assertThat(in.offset()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BUFFER - 1, BUFFER, BUFFER + 1, 2 * BUFFER, 3 * BUFFER + 7})
  void takesBytesAcrossBuffers(int length) throws IOException, BrokenPickle {
    byte[] all = numbered(length + 4);
    PickleInput in = of(all);
    in.next();
    assertThat(in.bytes(length)).isEqualTo(Arrays.copyOfRange(all, 1, length + 1));
    assertThat(in.offset()).isEqualTo(length + 1);
    assertThat(in.next()).isEqualTo(all[length + 1] & 0xff);
    PickleInput skipping = of(all);
    skipping.next();
    skipping.skip(length);
    assertThat(skipping.offset()).isEqualTo(length + 1);
    assertThat(skipping.next()).isEqualTo(all[length + 1] & 0xff);
    assertThat(skipping.drain()).isEqualTo(2);
    assertThat(skipping.offset()).isEqualTo(length + 4);
    assertThat(skipping.drain()).isZero();
  }

  @Test
  void drainsAllBuffers() throws IOException, BrokenPickle {
    PickleInput in = of(numbered(5 * BUFFER + 3));
    in.skip(10);
    assertThat(in.drain()).isEqualTo(5 * BUFFER - 7);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 255, 256})
  void keepsWholeTextUpTo256Bytes(int length) throws IOException, BrokenPickle {
    PickleInput in = of("x".repeat(length) + "!");
    assertThat(in.text(length, StandardCharsets.UTF_8))
        .isEqualTo(new PickleValue.Text("x".repeat(length), true));
    assertThat(in.next()).isEqualTo('!');
  }

  @Test
  void keepsBeginningOfLongerText() throws IOException, BrokenPickle {
    PickleInput in = of("x".repeat(257) + "!");
    assertThat(in.text(257, StandardCharsets.UTF_8))
        .isEqualTo(new PickleValue.Text("x".repeat(256), false, 257));
    assertThat(in.offset()).isEqualTo(257);
    assertThat(in.next()).isEqualTo('!');
  }

  @Test
  void decodesText() throws IOException, BrokenPickle {
    assertThat(of("\303\244").text(2, StandardCharsets.UTF_8))
        .isEqualTo(new PickleValue.Text("ä", true, 2));
    assertThat(of("\303\244").text(2, StandardCharsets.ISO_8859_1))
        .isEqualTo(new PickleValue.Text("Ã¤", true));
  }

  @Test
  void takesTextThatComesInPieces() throws IOException, BrokenPickle {
    for (int size : new int[] {1, 2, 3}) {
      PickleInput in = new PickleInput(new Pieces("abcdefgh", size));
      in.next();
      assertThat(in.text(4, StandardCharsets.UTF_8)).isEqualTo(new PickleValue.Text("bcde", true));
      assertThat(in.text(3, StandardCharsets.UTF_8)).isEqualTo(new PickleValue.Text("fgh", true));
      assertThat(in.peek()).isEqualTo(-1);
    }
  }

  @Test
  void takesLines() throws IOException, BrokenPickle {
    PickleInput in = of("abc\n\nabcd\nabcde\r\nx\n");
    assertThat(in.line(4)).asString().isEqualTo("abc");
    assertThat(in.line(4)).asString().isEmpty();
    assertThat(in.line(4)).asString().isEqualTo("abcd");
    assertThat(in.line(4)).asString().isEqualTo("abcd...");
    assertThat(in.line(0)).asString().isEqualTo("...");
    assertThat(in.offset()).isEqualTo(19);
  }

  private static final class Pieces extends InputStream {
    private final byte[] bytes;
    private final int size;
    private int at;

    Pieces(String text, int size) {
      this.bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      this.size = size;
    }

    @Override
    public int read() {
      return at == bytes.length ? -1 : bytes[at++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = Math.min(Math.min(length, size), bytes.length - at);
      System.arraycopy(bytes, at, target, offset, count);
      at += count;
      return count == 0 ? -1 : count;
    }
  }
}
