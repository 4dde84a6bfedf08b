package dev.redoubt.scan.internal.zip;

import static dev.redoubt.scan.InMemoryScans.CALL;
import static dev.redoubt.scan.InMemoryScans.bytes;
import static dev.redoubt.scan.InMemoryScans.join;
import static dev.redoubt.scan.InMemoryScans.rules;
import static dev.redoubt.scan.InMemoryScans.scan;
import static dev.redoubt.scan.ZipBuilder.deflated;
import static dev.redoubt.scan.ZipBuilder.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import dev.redoubt.scan.ZipBuilder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipAnalyserTest {

  private static final byte[] WORDS = bytes("only words, and nothing else\n");

  @Test
  void isClean_whenMembersAre() {
    ScannedFile file = scan(ZipBuilder.of(stored("a.txt", WORDS), deflated("b/c.txt", WORDS)));

    assertThat(file.detections()).isEmpty();
    assertThat(file.verdict()).isEqualTo(ScanVerdict.CLEAN);
  }

  @Test
  void reportsCallsOfACompressedMember_withLocation() {
    ScannedFile file = scan("m.zip", ZipBuilder.of(deflated("dir/data.pkl", CALL)));

    assertThat(file.verdict()).isEqualTo(ScanVerdict.MALICIOUS);
    assertThat(file.detections().getFirst().location().members())
        .containsExactly("m.zip", "dir/data.pkl");
  }

  @Test
  void scansBoth_whenHeadersDifferInTheName() {
    ScannedFile file = scan(ZipBuilder.of(stored("a.txt", WORDS).localName("b.txt")));

    assertThat(rules(file)).containsExactly("zip-header-mismatch");
    assertThat(file.detections().getFirst().explanation())
        .containsExactly("name: `a.txt` in the directory, `b.txt` in the local header");
  }

  @Test
  void readsByBothMethods_whenHeadersDifferInTheMethod() {
    ScannedFile file = scan(ZipBuilder.of(stored("a.pkl", CALL).localMethod(8)));

    assertThat(file.verdict()).isEqualTo(ScanVerdict.MALICIOUS);
    assertThat(rules(file)).contains("zip-header-mismatch", "packed-damaged");
  }

  @Test
  void findsAMember_outsideTheDirectory() {
    ZipBuilder zips =
        new ZipBuilder().add(stored("a.txt", WORDS)).addHidden(deflated("evil.pkl", CALL));

    assertThat(rules(scan(zips.end("")))).contains("zip-hidden-member", "pickle-dangerous-import");
  }

  @Test
  void scansData_thatBelongsToNoMember() {
    ZipBuilder zips =
        new ZipBuilder().add(stored("a.txt", WORDS)).raw(CALL).add(stored("b.txt", WORDS));

    assertThat(rules(scan(zips.end("")))).contains("zip-hidden-data", "pickle-dangerous-import");
  }

  @Test
  void detectsBothFormats_whenAnArchiveFollowsAPickle() {
    ScannedFile file = scan(join(CALL, ZipBuilder.of(stored("a.txt", WORDS))));

    assertThat(rules(file))
        .contains("file-several-formats", "pickle-dangerous-import", "zip-hidden-data");
  }

  @Test
  void readsAMember_withAWrongEncryptionFlag() {
    ScannedFile file = scan(ZipBuilder.of(deflated("a.pkl", CALL).flags(1)));

    assertThat(rules(file)).contains("zip-encrypted", "pickle-dangerous-import");
  }

  @Test
  void isUnreadable_whenAMemberIsEncrypted() {
    ScannedFile file = scan(ZipBuilder.of(stored("a.pkl", WORDS).flags(1).sum(7)));

    assertThat(file.verdict()).isEqualTo(ScanVerdict.UNREADABLE);
    assertThat(rules(file)).containsExactly("zip-encrypted");
  }

  @Test
  void scansAMember_withAWrongChecksum() {
    ScannedFile file = scan(ZipBuilder.of(stored("a.pkl", CALL).sum(7)));

    assertThat(rules(file)).containsExactly("pickle-dangerous-import", "zip-checksum");
  }

  @Test
  void isUnreadable_whenAMethodIsUnsupported() {
    assertThat(rules(scan(ZipBuilder.of(stored("a", WORDS).method(99)))))
        .containsExactly("zip-unsupported");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a", "/etc/a", "C:\\a", "a/../../b", "..\\a", "a\0.txt"})
  void isMalicious_whenANamePointsOutside(String name) {
    ScannedFile file = scan(ZipBuilder.of(stored(name, WORDS)));

    assertThat(rules(file)).contains("zip-unsafe-name");
    assertThat(file.verdict()).isEqualTo(ScanVerdict.MALICIOUS);
  }

  @Test
  void reportsALink() {
    assertThat(rules(scan(ZipBuilder.of(stored("a", bytes("b")).mode(0xA1FF)))))
        .containsExactly("zip-link");
  }

  @Test
  void scansBothMembers_withTheSameName() {
    assertThat(rules(scan(ZipBuilder.of(stored("a", WORDS), stored("a", CALL)))))
        .contains("zip-duplicate-name", "pickle-dangerous-import");
  }

  @Test
  void scansBothDirectories_whenTheCommentContainsAnArchive() {
    byte[] first = ZipBuilder.of(stored("evil.pkl", CALL));
    String comment = new String(first, java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] both = new ZipBuilder().add(stored("a.txt", WORDS)).end(comment);

    assertThat(rules(scan(both))).contains("pickle-dangerous-import");
    assertThat(scan(both).verdict()).isEqualTo(ScanVerdict.MALICIOUS);
  }

  @Test
  void treatsANestedArchive_asAMember() {
    ScannedFile file =
        scan(ZipBuilder.of(stored("inner.zip", ZipBuilder.of(deflated("a.txt", WORDS)))));

    assertThat(file.detections()).isEmpty();
  }

  @Test
  void findsMembers_whenTheDirectoryIsTruncated() {
    byte[] whole = ZipBuilder.of(deflated("a.pkl", CALL), stored("b.txt", WORDS));
    ScannedFile file = scan(Arrays.copyOf(whole, whole.length - 60));

    assertThat(rules(file)).contains("zip-damaged", "pickle-dangerous-import");
  }

  @Test
  void stops_atAnArchiveBomb() {
    ScannedFile file = scan(ZipBuilder.of(deflated("zeros", new byte[3 << 20])));

    assertThat(rules(file)).contains("file-too-large");
  }

  @Test
  void stops_whenThereAreMoreMembersThanAllowed() {
    ZipBuilder zips = new ZipBuilder();
    for (int i = 0; i < 60; i++) {
      zips.add(stored("m" + i, WORDS));
    }

    assertThat(rules(scan(zips.end("")))).contains("file-too-many-members");
  }

  @Test
  void reportsOverlappingMembers() {
    byte[] inner = ZipBuilder.of(stored("x", WORDS));
    byte[] data = Arrays.copyOf(inner, inner.length);
    ZipBuilder zips = new ZipBuilder().add(stored("a", data));
    byte[] archive = zips.end("");
    // The directory's one entry is copied, and the copy points into the data of the first.
    byte[] moved = overlapping(archive);

    assertThat(rules(scan(moved))).contains("zip-overlap");
  }

  private static byte[] overlapping(byte[] archive) {
    java.nio.ByteBuffer buffer =
        java.nio.ByteBuffer.wrap(archive).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    int end = archive.length - 22;
    int start = buffer.getInt(end + 16);
    byte[] entry = Arrays.copyOfRange(archive, start, end);
    java.nio.ByteBuffer.wrap(entry).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(42, 31);
    byte[] tail = Arrays.copyOfRange(archive, end, archive.length);
    java.nio.ByteBuffer record =
        java.nio.ByteBuffer.wrap(tail).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    record.putShort(8, (short) 2).putShort(10, (short) 2).putInt(12, 2 * entry.length);
    return join(Arrays.copyOf(archive, end), entry, tail);
  }
}
