package dev.redoubt.scan.internal.boosting;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XgboostBinaryTest {

  /// The positions of the counts of all trees, of the first one and of its root, in a `gbtree`
  /// model.
  enum Part {
    TREES(4 + 136 + 8 + 15 + 8 + 6),
    TREE(TREES.at + 160),
    ROOT(TREE.at + 148);

    final int at;

    Part(int at) {
      this.at = at;
    }
  }

  private static ByteBuffer start() {
    return ByteBuffer.allocate(4_096).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void text(ByteBuffer out, String text) {
    out.putLong(text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] done(ByteBuffer out) {
    byte[] bytes = new byte[out.position()];
    out.get(0, bytes);
    return bytes;
  }

  /// A tree of three nodes, twice; an attribute.
  static byte[] model(String booster) {
    ByteBuffer out = start().put("binf".getBytes(StandardCharsets.US_ASCII));
    out.putFloat(0.5f).putInt(2).putInt(0).putInt(1).putInt(0).putInt(2).putInt(1).putInt(1);
    out.position(4 + 136);
    text(out, "binary:logistic");
    text(out, booster);
    if (booster.equals("gblinear")) {
      out.position(out.position() + 136);
      out.putLong(3).putFloat(1).putFloat(2).putFloat(3);
    } else {
      int at = out.position();
      out.putInt(2).position(at + 160);
      for (int i = 0; i < 2; i++) {
        tree(out);
      }
      out.putInt(0).putInt(0);
    }
    if (booster.equals("dart")) {
      out.putLong(2).putFloat(1).putFloat(1);
    }
    out.putLong(1);
    text(out, "note");
    text(out, "words");
    return done(out);
  }

  private static void tree(ByteBuffer out) {
    int at = out.position();
    out.putInt(1).putInt(3).position(at + 148);
    out.putInt(-1).putInt(1).putInt(2).putInt(1 | Integer.MIN_VALUE).putFloat(0.5f);
    out.putInt(Integer.MIN_VALUE).putInt(-1).putInt(-1).putInt(0).putFloat(0.25f);
    out.putInt(0).putInt(-1).putInt(-1).putInt(-1).putFloat(-0.25f);
    out.position(out.position() + 3 * 16);
  }

  private static byte[] with(int at, int value) {
    byte[] file = model("gbtree");
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gbtree", "dart", "gblinear"})
  void passesAModel_butNoTruncatedOne(String booster) {
    byte[] file = model(booster);
    assertThat(scan("m.model", file).formats()).containsExactly(FileFormat.XGBOOST_BINARY);
    assertThat(scan("m.model", file).detections()).isEmpty();
    for (int length = 5; length < file.length; length++) {
      assertThat(rules(scan("m.model", Arrays.copyOf(file, length))))
          .as("%d of %d bytes", length, file.length)
          .containsExactly("xgboost-unreadable");
    }
    assertThat(rules(scan("m.model", join(file, new byte[1]))))
        .containsExactly("xgboost-unreadable");
  }

  @ParameterizedTest
  @CsvSource({
    "TREES, 0, 3",
    "TREES, 0, -1",
    "TREE, 4, 0",
    "TREE, 4, 2",
    "TREE, 4, 2147483647",
    "ROOT, 4, 3",
    "ROOT, 8, -1",
    "ROOT, 12, 2"
  })
  void isUnreadable_whenDeclaredCountsAreWrong(Part part, int at, int value) {
    ScannedFile file = scan("m.model", with(part.at + at, value));
    assertThat(rules(file)).containsExactly("xgboost-unreadable");
    assertThat(file.detections().getFirst().location().offset()).isPositive();
  }

  @Test
  void rejectsAnUnknownBooster() {
    assertThat(rules(scan("m.model", model("gbtrex")))).containsExactly("xgboost-unreadable");
  }
}
