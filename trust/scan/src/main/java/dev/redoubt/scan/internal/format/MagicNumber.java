package dev.redoubt.scan.internal.format;

import dev.redoubt.scan.FileFormat;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/// The magic number of a format.
///
/// @param offset from the start of the content
// An array, because that is what is compared; nothing modifies it or compares the records.
@SuppressWarnings("ArrayRecordComponent")
record MagicNumber(FileFormat format, int offset, byte[] bytes) {

  /// From the specifications of the formats; the common ones are also in the `magic` file of
  /// file(1).
  static final List<MagicNumber> ALL =
      List.of(
          hex(FileFormat.SEVEN_ZIP, 0, "377abcaf271c"),
          hex(FileFormat.GZIP, 0, "1f8b08"),
          hex(FileFormat.XZ, 0, "fd377a585a00"),
          hex(FileFormat.ZSTD, 0, "28b52ffd"),
          hex(FileFormat.LZ4, 0, "04224d18"),
          hex(FileFormat.LZ4, 0, "02214c18"),
          text(FileFormat.BZIP2, 0, "BZh"),
          hex(FileFormat.NPY, 0, "934e554d5059"),
          text(FileFormat.GGUF, 0, "GGUF"),
          text(FileFormat.GGUF, 0, "FUGG"),
          text(FileFormat.TFLITE, 4, "TFL3"),
          text(FileFormat.XGBOOST_BINARY, 0, "binf"),
          text(FileFormat.XGBOOST_BINARY, 0, "bs64"),
          text(FileFormat.CATBOOST, 0, "CBM1"),
          hex(FileFormat.ELF, 0, "7f454c46"),
          hex(FileFormat.MACH_O, 0, "feedface"),
          hex(FileFormat.MACH_O, 0, "feedfacf"),
          hex(FileFormat.MACH_O, 0, "cefaedfe"),
          hex(FileFormat.MACH_O, 0, "cffaedfe"),
          hex(FileFormat.WEB_ASSEMBLY, 0, "0061736d"),
          hex(FileFormat.LLVM_BITCODE, 0, "4243c0de"),
          hex(FileFormat.DEX, 0, "6465780a30"),
          text(FileFormat.PDF, 0, "%PDF-"),
          hex(FileFormat.PNG, 0, "89504e470d0a1a0a"),
          hex(FileFormat.JPEG, 0, "ffd8ff"),
          text(FileFormat.GIF, 0, "GIF87a"),
          text(FileFormat.GIF, 0, "GIF89a"),
          text(FileFormat.WEBP, 8, "WEBPVP8"),
          hex(FileFormat.TIFF, 0, "49492a00"),
          hex(FileFormat.TIFF, 0, "4d4d002a"),
          hex(FileFormat.ICON, 0, "0000010001"),
          text(FileFormat.WAVE, 8, "WAVEfmt"),
          text(FileFormat.OGG, 0, "OggS"),
          text(FileFormat.FLAC, 0, "fLaC"),
          text(FileFormat.MP4, 4, "ftyp"),
          hex(FileFormat.FONT, 0, "0001000000"),
          text(FileFormat.FONT, 0, "OTTO"),
          text(FileFormat.FONT, 0, "wOFF"),
          text(FileFormat.FONT, 0, "wOF2"),
          text(FileFormat.PARQUET, 0, "PAR1"),
          text(FileFormat.ARROW, 0, "ARROW1\0\0"),
          hex(FileFormat.AVRO, 0, "4f626a01"),
          text(FileFormat.SQLITE, 0, "SQLite format 3\0"),
          text(FileFormat.GIT_INDEX, 0, "DIRC\0\0\0"),
          text(FileFormat.GIT_INDEX, 0, "PACK\0\0\0"),
          hex(FileFormat.GIT_INDEX, 0, "ff744f63"));

  boolean matches(byte[] head) {
    if (head.length < offset + bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (head[offset + i] != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static MagicNumber hex(FileFormat format, int offset, String hex) {
    return new MagicNumber(format, offset, HexFormat.of().parseHex(hex));
  }

  private static MagicNumber text(FileFormat format, int offset, String text) {
    return new MagicNumber(format, offset, text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
