package dev.redoubt.scan.internal.recognise;

import dev.redoubt.scan.Format;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/// The bytes that a format begins with.
///
/// @param offset from the start
// An array, because that is what is compared with; nobody changes or compares it.
@SuppressWarnings("ArrayRecordComponent")
record Signature(Format format, int offset, byte[] bytes) {

  /// From the specifications of the formats, as they are at the address that each names; the common
  /// ones are also in the `magic` file of file(1).
  static final List<Signature> ALL =
      List.of(
          hex(Format.SEVEN_ZIP, 0, "377abcaf271c"),
          hex(Format.GZIP, 0, "1f8b08"),
          hex(Format.XZ, 0, "fd377a585a00"),
          hex(Format.ZSTD, 0, "28b52ffd"),
          hex(Format.LZ4, 0, "04224d18"),
          hex(Format.LZ4, 0, "02214c18"),
          text(Format.BZIP2, 0, "BZh"),
          hex(Format.NPY, 0, "934e554d5059"),
          text(Format.GGUF, 0, "GGUF"),
          text(Format.GGUF, 0, "FUGG"),
          text(Format.TFLITE, 4, "TFL3"),
          text(Format.XGBOOST_BINARY, 0, "binf"),
          text(Format.XGBOOST_BINARY, 0, "bs64"),
          text(Format.CATBOOST, 0, "CBM1"),
          hex(Format.ELF, 0, "7f454c46"),
          hex(Format.MACH_O, 0, "feedface"),
          hex(Format.MACH_O, 0, "feedfacf"),
          hex(Format.MACH_O, 0, "cefaedfe"),
          hex(Format.MACH_O, 0, "cffaedfe"),
          hex(Format.WEB_ASSEMBLY, 0, "0061736d"),
          hex(Format.LLVM_BITCODE, 0, "4243c0de"),
          hex(Format.DEX, 0, "6465780a30"),
          text(Format.PDF, 0, "%PDF-"),
          hex(Format.PNG, 0, "89504e470d0a1a0a"),
          hex(Format.JPEG, 0, "ffd8ff"),
          text(Format.GIF, 0, "GIF87a"),
          text(Format.GIF, 0, "GIF89a"),
          text(Format.WEBP, 8, "WEBPVP8"),
          hex(Format.TIFF, 0, "49492a00"),
          hex(Format.TIFF, 0, "4d4d002a"),
          hex(Format.ICON, 0, "0000010001"),
          text(Format.WAVE, 8, "WAVEfmt"),
          text(Format.OGG, 0, "OggS"),
          text(Format.FLAC, 0, "fLaC"),
          text(Format.MP4, 4, "ftyp"),
          hex(Format.FONT, 0, "0001000000"),
          text(Format.FONT, 0, "OTTO"),
          text(Format.FONT, 0, "wOFF"),
          text(Format.FONT, 0, "wOF2"),
          text(Format.PARQUET, 0, "PAR1"),
          text(Format.ARROW, 0, "ARROW1\0\0"),
          hex(Format.AVRO, 0, "4f626a01"),
          text(Format.SQLITE, 0, "SQLite format 3\0"),
          text(Format.GIT_INDEX, 0, "DIRC\0\0\0"),
          text(Format.GIT_INDEX, 0, "PACK\0\0\0"),
          hex(Format.GIT_INDEX, 0, "ff744f63"));

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

  private static Signature hex(Format format, int offset, String hex) {
    return new Signature(format, offset, HexFormat.of().parseHex(hex));
  }

  private static Signature text(Format format, int offset, String text) {
    return new Signature(format, offset, text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
