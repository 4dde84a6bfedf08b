package dev.redoubt.scan.internal.tar;

import static dev.redoubt.scan.InMemoryScans.CALL;
import static dev.redoubt.scan.InMemoryScans.bytes;
import static dev.redoubt.scan.InMemoryScans.join;
import static dev.redoubt.scan.InMemoryScans.rules;
import static dev.redoubt.scan.InMemoryScans.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TarAnalyserTest {

  private static final byte[] WORDS = bytes("only words\n");
  private static final byte[] END = new byte[1024];

  /// A header block, with or without the later magic number, and its data.
  private static byte[] member(String name, char type, byte[] data, String link, boolean magic) {
    return member(name, type, String.format("%011o", data.length), data, link, magic);
  }

  private static byte[] member(
      String name, char type, String size, byte[] data, String link, boolean magic) {
    byte[] block = new byte[512];
    put(block, 0, name);
    put(block, 100, "0000644");
    put(block, 124, size);
    put(block, 136, "00000000000");
    block[156] = (byte) type;
    put(block, 157, link);
    if (magic) {
      put(block, 257, "ustar");
      put(block, 263, "00");
    }
    Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte value : block) {
      sum += value & 0xff;
    }
    put(block, 148, String.format("%06o", sum));
    block[154] = 0;
    return join(block, Arrays.copyOf(data, (data.length + 511) / 512 * 512));
  }

  private static byte[] file(String name, byte[] data) {
    return member(name, '0', data, "", true);
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  @Test
  void isClean_whenMembersAre() {
    assertThat(scan(join(file("a.txt", WORDS), END)).detections()).isEmpty();
  }

  @Test
  void detectsAnOldArchive_withoutMagicNumber() {
    ScannedFile file = scan(join(member("evil", '\0', CALL, "", false), END));

    assertThat(file.formats()).containsExactly(FileFormat.TAR);
    assertThat(rules(file)).containsExactly("pickle-dangerous-import");
  }

  @Test
  void isUnreadable_whenASizeIsNegative() {
    byte[] back = member("a", 'L', "-0000001000", WORDS, "", true);

    assertThat(scan(join(back, file("b", WORDS), END)).verdict()).isEqualTo(ScanVerdict.UNREADABLE);
    assertThat(rules(scan(join(back, END)))).doesNotContain("file-analysis-failed");
  }

  @Test
  void isMalicious_whenANamePointsOutside() {
    assertThat(rules(scan(join(file("../a.txt", WORDS), END)))).containsExactly("tar-unsafe-name");
  }

  @Test
  void isMalicious_whenALinkPointsOutside() {
    byte[] link = member("a/link", '2', new byte[0], "../../etc", true);

    assertThat(rules(scan(join(link, END)))).containsExactly("tar-link-out");
  }

  @Test
  void isSuspicious_whenALinkStaysInside() {
    ScannedFile file = scan(join(member("a/link", '2', new byte[0], "../b", true), END));

    assertThat(rules(file)).containsExactly("tar-link");
    assertThat(file.verdict()).isEqualTo(ScanVerdict.SUSPICIOUS);
  }

  @Test
  void reportsADevice() {
    assertThat(rules(scan(join(member("dev", '3', new byte[0], "", true), END))))
        .containsExactly("tar-device");
  }

  @Test
  void prefersNamesOfAttributes_toThoseOfTheBlock() {
    byte[] attributes = bytes("17 path=../../a\n\n");
    byte[] pax = member("pax", 'x', Arrays.copyOf(attributes, 16), "", true);

    assertThat(rules(scan(join(pax, file("inside.txt", WORDS), END)))).contains("tar-damaged");

    byte[] right = member("pax", 'x', bytes("16 path=../../a\n"), "", true);
    assertThat(rules(scan(join(right, file("inside.txt", WORDS), END))))
        .containsExactly("tar-unsafe-name");
  }

  @Test
  void readsLongNamesOfGnuTar() {
    byte[] longName = member("././@LongLink", 'L', bytes("/" + "x".repeat(200) + "\0"), "", true);

    assertThat(rules(scan(join(longName, file("short", WORDS), END))))
        .containsExactly("tar-unsafe-name");
  }

  @Test
  void scansDataAfterTheEnd() {
    assertThat(rules(scan(join(file("a.txt", WORDS), END, file("evil", CALL), END))))
        .contains("tar-trailing-data", "pickle-dangerous-import");
  }

  @Test
  void scansMembersBeforeATruncation() {
    byte[] whole = join(file("evil", CALL), file("b.txt", WORDS), END);

    assertThat(rules(scan(Arrays.copyOf(whole, 1100))))
        .startsWith("pickle-dangerous-import", "tar-damaged");
  }

  @Test
  void scansBoth_whenTwoMembersHaveTheSameName() {
    assertThat(rules(scan(join(file("a", CALL), file("a", WORDS), END))))
        .contains("tar-duplicate-name", "pickle-dangerous-import");
  }
}
