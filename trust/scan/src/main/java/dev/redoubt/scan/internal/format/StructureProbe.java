package dev.redoubt.scan.internal.format;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.FileFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// Identifies a format by its structure, if a few bytes at the start do not suffice.
record StructureProbe(FileFormat format, Test test) {

  /// Whether the bytes have this structure.
  @FunctionalInterface
  interface Test {
    boolean holds(ByteSource source, byte[] head) throws IOException;
  }

  static final List<StructureProbe> ALL =
      List.of(
          new StructureProbe(FileFormat.ZIP, (source, head) -> ZipEnd.isZip(source, head)),
          new StructureProbe(FileFormat.TAR, (source, head) -> isTar(head)),
          new StructureProbe(FileFormat.LZMA, (source, head) -> isLzma(source, head)),
          new StructureProbe(FileFormat.ZLIB, (source, head) -> isZlib(head)),
          new StructureProbe(FileFormat.JOBLIB_ZLIB, (source, head) -> isJoblibZlib(head)),
          new StructureProbe(FileFormat.PICKLE, PickleProbe::isPickle),
          new StructureProbe(FileFormat.TORCH_LEGACY, (source, head) -> isTorchLegacy(head)),
          new StructureProbe(FileFormat.HDF5, (source, head) -> isHdf5(source)),
          new StructureProbe(FileFormat.SAFETENSORS, StructureProbe::isSafetensors),
          new StructureProbe(FileFormat.TENSORFLOW_BUNDLE_INDEX, (source, head) -> isTable(source)),
          new StructureProbe(FileFormat.TENSORFLOW_RECORDS, StructureProbe::isRecords),
          new StructureProbe(FileFormat.UBJSON, (source, head) -> isUbjson(head)),
          new StructureProbe(FileFormat.PE, (source, head) -> isWindowsProgram(source, head)),
          new StructureProbe(FileFormat.MACH_O, (source, head) -> isUniversal(head, true)),
          new StructureProbe(FileFormat.JAVA_CLASS, (source, head) -> isUniversal(head, false)),
          new StructureProbe(FileFormat.PYTHON_BYTECODE, (source, head) -> isBytecode(head)),
          new StructureProbe(FileFormat.BMP, StructureProbe::isBitmap));

  private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  /// The pickled magic number that `torch.save` wrote before version 1.6, little-endian.
  private static final byte[] TORCH = {
    (byte) 0x8a,
    0x0a,
    0x6c,
    (byte) 0xfc,
    (byte) 0x9c,
    0x46,
    (byte) 0xf9,
    0x20,
    0x6a,
    (byte) 0xa8,
    0x50,
    0x19
  };

  /// The last eight bytes of a LevelDB table, the format of a checkpoint index.
  private static final long TABLE = 0xdb4775248b80fb57L;

  boolean holds(ByteSource source, byte[] head) throws IOException {
    return test.holds(source, head);
  }

  /// A header block with a correct checksum, with or without the later magic number: POSIX pax,
  /// "ustar Interchange Format". Both the sum of unsigned and of signed bytes are in use.
  static boolean isTar(byte[] head) {
    if (head.length < 512) {
      return false;
    }
    boolean magic = new String(head, 257, 5, StandardCharsets.ISO_8859_1).equals("ustar");
    long stated = octal(head, 148, 8);
    long unsigned = 0;
    long signed = 0;
    boolean any = false;
    for (int i = 0; i < 512; i++) {
      byte value = i >= 148 && i < 156 ? (byte) ' ' : head[i];
      any |= head[i] != 0;
      unsigned += value & 0xff;
      signed += value;
    }
    return any && (magic || (stated > 0 && (stated == unsigned || stated == signed)));
  }

  private static long octal(byte[] bytes, int offset, int length) {
    long value = 0;
    boolean digits = false;
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] >= '0' && bytes[i] <= '7') {
        value = value * 8 + bytes[i] - '0';
        digits = true;
      } else if (digits || (bytes[i] != ' ' && bytes[i] != 0)) {
        return digits && (bytes[i] == ' ' || bytes[i] == 0) ? value : -1;
      }
    }
    return digits ? value : -1;
  }

  /// The header of `.lzma`: properties, a dictionary of 2^n or 2^n + 2^(n-1) bytes, and a size that
  /// is unknown or below 2^38, the criteria of xz itself; then the first byte of the range coder is
  /// 0.
  private static boolean isLzma(ByteSource source, byte[] head) throws IOException {
    if (head.length < 14 || (head[0] & 0xff) > 224 || source.size() < 18) {
      return false;
    }
    ByteBuffer buffer = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    int dictionary = buffer.getInt(1);
    long size = buffer.getLong(5);
    boolean power = Integer.bitCount(dictionary) == 1;
    boolean half =
        dictionary
            == (Integer.highestOneBit(dictionary) | (Integer.highestOneBit(dictionary) >>> 1));
    return head[13] == 0
        && (dictionary >>> 12) != 0
        && (power || half || dictionary == -1)
        && (size == -1 || (size >= 0 && size < 1L << 38));
  }

  /// RFC 1950: method deflate, window up to 32 KiB, check bits, no preset dictionary; and the type
  /// of the first block of RFC 1951 is valid. It must then decompress: see [DeflateProbe].
  private static boolean isZlib(byte[] head) {
    return head.length >= 6
        && (head[0] & 0x0f) == 8
        && (head[0] & 0xf0) <= 0x70
        && ((head[0] & 0xff) << 8 | (head[1] & 0xff)) % 31 == 0
        && (head[1] & 0x20) == 0
        && DeflateProbe.starts(head);
  }

  /// joblib before 0.10: `ZF`, the size as a hexadecimal number of 19 or more characters, zlib.
  private static boolean isJoblibZlib(byte[] head) {
    return head.length > 24 && head[0] == 'Z' && head[1] == 'F' && head[2] == '0' && head[3] == 'x';
  }

  private static boolean isTorchLegacy(byte[] head) {
    return head.length > TORCH.length + 3
        && (head[0] & 0xff) == 0x80
        && Arrays.equals(head, 2, 2 + TORCH.length, TORCH, 0, TORCH.length)
        && head[2 + TORCH.length] == '.';
  }

  /// HDF5 File Format Specification III.A: the superblock is at 0, 512, 1024, 2048 and so on.
  private static boolean isHdf5(ByteSource source) throws IOException {
    for (long at = 0; at + HDF5.length <= source.size(); at = at == 0 ? 512 : at * 2) {
      if (Arrays.equals(source.bytesAt(at, HDF5.length), HDF5)) {
        return true;
      }
    }
    return false;
  }

  /// The length of a JSON header, then the header. Blanks may precede the brace.
  private static boolean isSafetensors(ByteSource source, byte[] head) throws IOException {
    if (head.length < 10) {
      return false;
    }
    long length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return head[8] == '{'
        && (head[9] == '"' || head[9] == '}' || (head[9] <= ' ' && head[9] > 0))
        && length >= 2
        && (length <= source.size() || (length >>> 40) == 0);
  }

  private static boolean isTable(ByteSource source) throws IOException {
    byte[] end = source.size() < 48 ? new byte[0] : source.bytesAt(source.size() - 8, 8);
    return end.length == 8
        && ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getLong() == TABLE;
  }

  /// A length, its masked CRC-32C, that many bytes, and their CRC.
  private static boolean isRecords(ByteSource source, byte[] head) throws IOException {
    if (head.length < 16) {
      return false;
    }
    ByteBuffer buffer = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    long length = buffer.getLong(0);
    CRC32C crc = new CRC32C();
    crc.update(head, 0, 8);
    int sum = (int) crc.getValue();
    int masked = ((sum >>> 15) | (sum << 17)) + 0xa282ead8;
    return length > 0 && length <= source.size() && buffer.getInt(8) == masked;
  }

  /// An object that begins with a key, as XGBoost writes its models: `{L` and a length.
  private static boolean isUbjson(byte[] head) {
    return head.length > 12
        && head[0] == '{'
        && ((head[1] == 'L' && head[2] == 0 && head[3] == 0) || (head[1] == 'i' && head[3] >= 'A'));
  }

  /// `MZ`, and `PE` at the position that it points to; or `MZ` with a plausible DOS header.
  private static boolean isWindowsProgram(ByteSource source, byte[] head) throws IOException {
    if (head.length < 64 || head[0] != 'M' || head[1] != 'Z') {
      return false;
    }
    long at = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(60) & 0xffffffffL;
    byte[] mark = source.bytesAt(at, 4);
    return mark.length == 4 && mark[0] == 'P' && mark[1] == 'E' && mark[2] == 0 && mark[3] == 0;
  }

  /// Universal binaries of macOS and Java classes begin alike; then follows a small number of
  /// architectures, or a version of 45 or more.
  private static boolean isUniversal(byte[] head, boolean program) {
    if (head.length < 8) {
      return false;
    }
    ByteBuffer buffer = ByteBuffer.wrap(head);
    int magic = buffer.getInt(0);
    int next = buffer.getInt(4);
    if (program) {
      return (magic == 0xcafebabe || magic == 0xcafebabf) && next > 0 && next < 43;
    }
    return magic == 0xcafebabe && (next & 0xffff) >= 43;
  }

  /// The magic number of an interpreter, then CR LF, then flags of 0 to 3: PEP 552.
  private static boolean isBytecode(byte[] head) {
    return head.length > 16
        && head[2] == '\r'
        && head[3] == '\n'
        && (head[1] & 0xff) >= 0x0c
        && (head[1] & 0xff) <= 0x0f
        && ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(4) >>> 2 == 0;
  }

  private static boolean isBitmap(ByteSource source, byte[] head) throws IOException {
    return head.length > 26
        && head[0] == 'B'
        && head[1] == 'M'
        && (ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(2) & 0xffffffffL)
            == source.size();
  }
}
