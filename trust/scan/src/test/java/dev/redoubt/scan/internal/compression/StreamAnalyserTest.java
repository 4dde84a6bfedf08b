package dev.redoubt.scan.internal.compression;

import static dev.redoubt.scan.InMemoryScans.CALL;
import static dev.redoubt.scan.InMemoryScans.bytes;
import static dev.redoubt.scan.InMemoryScans.join;
import static dev.redoubt.scan.InMemoryScans.rules;
import static dev.redoubt.scan.InMemoryScans.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

class StreamAnalyserTest {

  private static final byte[] WORDS = bytes("only words, and nothing else\n");

  static byte[] pack(StreamFormat format, byte[] data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packing = packing(format, out)) {
      packing.write(data);
    }
    return out.toByteArray();
  }

  private static OutputStream packing(StreamFormat format, OutputStream out) throws IOException {
    return switch (format) {
      case GZIP -> new GZIPOutputStream(out);
      case ZLIB -> new DeflaterOutputStream(out);
      case XZ -> new XZOutputStream(out, new LZMA2Options(1));
      case LZMA -> new LZMAOutputStream(out, new LZMA2Options(1), -1);
      case BZIP2 -> new BZip2CompressorOutputStream(out);
      case LZ4 -> new FramedLZ4CompressorOutputStream(out);
      case ZSTD -> new ZstdOutputStream(out);
    };
  }

  @ParameterizedTest
  @EnumSource
  void isClean_whenItsContentIs(StreamFormat format) throws IOException {
    ScannedFile file = scan(pack(format, WORDS));

    assertThat(file.formats()).containsExactly(FileFormat.valueOf(format.name()));
    assertThat(file.detections()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void reportsCallsInItsContent(StreamFormat format) throws IOException {
    assertThat(rules(scan(pack(format, CALL)))).containsExactly("pickle-dangerous-import");
  }

  @ParameterizedTest
  @EnumSource
  void scansTheFirstPart_whenItIsTruncated(StreamFormat format) throws IOException {
    byte[] noise = new byte[3 << 20];
    new Random(1).nextBytes(noise);
    byte[] packed = pack(format, join(CALL, noise));
    ScannedFile file = scan(Arrays.copyOf(packed, packed.length - 50));

    assertThat(rules(file)).contains("packed-damaged", "pickle-dangerous-import");
  }

  @ParameterizedTest
  @EnumSource(names = "ZSTD", mode = EnumSource.Mode.EXCLUDE)
  void scansDataAfterTheEnd(StreamFormat format) throws IOException {
    assertThat(rules(scan(join(pack(format, WORDS), CALL))))
        .contains("packed-trailing-data", "pickle-dangerous-import");
  }

  @ParameterizedTest
  @EnumSource
  void stops_atAnArchiveBomb(StreamFormat format) throws IOException {
    ScannedFile file = scan(pack(format, new byte[2 << 20]));

    assertThat(rules(file)).contains("file-too-large");
    assertThat(file.verdict()).isEqualTo(ScanVerdict.UNREADABLE);
  }

  @Test
  void readsAllMembersOfGzip_asOneStream() throws IOException {
    byte[] half = Arrays.copyOf(CALL, 9);
    byte[] rest = Arrays.copyOfRange(CALL, 9, CALL.length);
    byte[] packed = join(pack(StreamFormat.GZIP, half), pack(StreamFormat.GZIP, rest));

    assertThat(rules(scan(packed))).containsExactly("pickle-dangerous-import");
  }

  @Test
  void stops_whenArchivesAreNestedTooDeeply() throws IOException {
    byte[] packed = WORDS;
    for (int i = 0; i < 6; i++) {
      packed = pack(StreamFormat.GZIP, packed);
    }

    assertThat(rules(scan(packed))).containsExactly("file-too-deep");
  }

  @Test
  void isUnreadable_whenAChecksumIsWrong() throws IOException {
    byte[] packed = pack(StreamFormat.GZIP, WORDS);
    packed[packed.length - 6] ^= 1;

    assertThat(rules(scan(packed))).containsExactly("packed-damaged");
  }

  @Test
  void readsFilesOfOldJoblibVersions() throws IOException {
    byte[] mark = bytes(String.format("ZF%-19s", "0x" + Integer.toHexString(CALL.length)));
    ScannedFile file = scan(join(mark, pack(StreamFormat.ZLIB, CALL)));

    assertThat(file.formats()).containsExactly(FileFormat.JOBLIB_ZLIB);
    assertThat(rules(file)).containsExactly("pickle-dangerous-import");
  }

  @Test
  void scansSevenZipMembers() throws IOException {
    SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
    try (SevenZOutputFile archive = new SevenZOutputFile(channel)) {
      SevenZArchiveEntry entry = new SevenZArchiveEntry();
      entry.setName("../a/evil.pkl");
      archive.putArchiveEntry(entry);
      archive.write(CALL);
      archive.closeArchiveEntry();
    }
    byte[] bytes = Arrays.copyOf(channel.array(), (int) channel.size());

    assertThat(rules(scan(bytes))).containsExactly("pickle-dangerous-import", "packed-unsafe-name");
    assertThat(rules(scan(Arrays.copyOf(bytes, bytes.length - 9)))).contains("packed-damaged");
  }
}
