package dev.redoubt.scan.internal.boosting;

import static dev.redoubt.scan.InMemoryScans.bytes;
import static dev.redoubt.scan.InMemoryScans.join;
import static dev.redoubt.scan.InMemoryScans.rules;
import static dev.redoubt.scan.InMemoryScans.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.ScannedFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatboostTest {

  /// Writes a FlatBuffers buffer from its root on: references point forward.
  private static final class Flat {

    private final ByteBuffer out = ByteBuffer.allocate(4_096).order(ByteOrder.LITTLE_ENDIAN);

    Flat() {
      out.putInt(0);
    }

    /// Writes a table with fields of four bytes.
    ///
    /// @return the position of its first field
    int table(int reference, int fields) {
      int entries = out.position();
      out.putShort((short) (4 + 2 * fields)).putShort((short) (4 + 4 * fields));
      for (int i = 0; i < fields; i++) {
        out.putShort((short) (4 + 4 * i));
      }
      refer(reference);
      int table = out.position();
      out.putInt(table - entries).position(table + 4 + 4 * fields);
      return table + 4;
    }

    void refer(int reference) {
      out.putInt(reference, out.position() - reference);
    }

    void text(int reference, String text) {
      refer(reference);
      out.putInt(text.length()).put(text.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    }

    /// Writes a vector of numbers.
    ///
    /// @return the position of its first element
    int numbers(int reference, int... numbers) {
      refer(reference);
      out.putInt(numbers.length);
      int first = out.position();
      for (int number : numbers) {
        out.putInt(number);
      }
      return first;
    }
  }

  /// Two trees with one and two splits, and six leaves.
  private static byte[] model(int[] sizes, int[] starts, int leaves, String... parts) {
    Flat flat = new Flat();
    int core = flat.table(0, 4);
    flat.text(core, "FlabuffersModel_v1");
    int trees = flat.table(core + 4, 9);
    flat.out.putInt(trees, 1);
    flat.numbers(trees + 4, 0, 1, 2);
    flat.numbers(trees + 8, sizes);
    flat.numbers(trees + 12, starts);
    for (int i = 4; i < 8; i++) {
      flat.numbers(trees + 4 * i);
    }
    flat.refer(trees + 32);
    flat.out.putInt(leaves).position(flat.out.position() + 8 * leaves);
    int information = flat.numbers(core + 8, 0);
    int entry = flat.table(information, 2);
    flat.text(entry, "params");
    flat.text(entry + 4, "{}");
    int names = flat.numbers(core + 12, new int[parts.length]);
    for (int i = 0; i < parts.length; i++) {
      flat.text(names + 4 * i, parts[i]);
    }
    byte[] buffer = Arrays.copyOf(flat.out.array(), flat.out.position());
    return join(bytes("CBM1"), number(buffer.length), buffer);
  }

  private static byte[] number(int number) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  static byte[] whole() {
    return model(new int[] {1, 2}, new int[] {0, 1}, 6);
  }

  @Test
  void passesAModel() {
    ScannedFile file = scan("m.cbm", whole());
    assertThat(file.formats()).containsExactly(FileFormat.CATBOOST);
    assertThat(file.detections()).isEmpty();
  }

  @Test
  void isUnreadable_whenItIsTruncatedOrExtended() {
    byte[] file = whole();
    for (int length = 4; length < file.length; length++) {
      assertThat(rules(scan("m.cbm", Arrays.copyOf(file, length))))
          .as("%d of %d bytes", length, file.length)
          .containsExactly("catboost-unreadable");
    }
    assertThat(rules(scan("m.cbm", join(file, new byte[1]))))
        .containsExactly("catboost-unreadable");
  }

  @Test
  void isUnreadable_whenDeclaredCountsOfTreesAreWrong() {
    assertThat(rules(scan("m.cbm", model(new int[] {1, 3}, new int[] {0, 1}, 10))))
        .as("more splits than there are")
        .containsExactly("catboost-unreadable");
    assertThat(rules(scan("m.cbm", model(new int[] {1, -1}, new int[] {0, 1}, 6))))
        .as("a size that is negative")
        .containsExactly("catboost-unreadable");
    assertThat(rules(scan("m.cbm", model(new int[] {1, 2}, new int[] {0}, 6))))
        .as("fewer starts than trees")
        .containsExactly("catboost-unreadable");
    assertThat(rules(scan("m.cbm", model(new int[] {1, 2}, new int[] {0, 2}, 6))))
        .as("a start that is too late")
        .containsExactly("catboost-unreadable");
    assertThat(rules(scan("m.cbm", model(new int[] {1, 2}, new int[] {0, 1}, 5))))
        .as("fewer leaves than the splits make")
        .containsExactly("catboost-unreadable");
  }

  @Test
  void readsThePartsAfterTheTable() {
    byte[] file = model(new int[] {1, 2}, new int[] {0, 1}, 6, "static_provider_v1");
    byte[] counters = join(number(2), number(3), new byte[3], number(0));
    assertThat(scan("m.cbm", join(file, counters)).detections()).isEmpty();
    assertThat(rules(scan("m.cbm", file))).containsExactly("catboost-unreadable");
    assertThat(rules(scan("m.cbm", join(file, Arrays.copyOf(counters, counters.length - 1)))))
        .containsExactly("catboost-unreadable");
    assertThat(rules(scan("m.cbm", join(file, counters, new byte[1]))))
        .containsExactly("catboost-unreadable");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 12, 24, 32, 40, 48, 56, 64})
  void isNeverAnotherFormat_whenAReferencePointsOutside(int at) {
    byte[] file = whole();
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(at, 0x7fff_fff0);
    assertThat(rules(scan("m.cbm", file))).doesNotContain("file-analysis-failed");
  }
}
