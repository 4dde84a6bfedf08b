package dev.redoubt.scan.internal.zip;

import dev.redoubt.scan.ByteSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A member of a zip archive as one of its headers describes it: APPNOTE.TXT 6.3.10, 4.3.7 and
/// 4.3.12.
///
/// @param headerStart the position of this header
/// @param headerLength of this header, in bytes
/// @param packed the compressed size in bytes
/// @param size the decompressed size in bytes
/// @param localStart the position of the local header; for a local header its own
/// @param unixMode the Unix file mode, 0 if it is absent
record ZipEntry(
    long headerStart,
    int headerLength,
    String name,
    int flags,
    int method,
    long crc,
    long packed,
    long size,
    long localStart,
    int unixMode) {

  private static final int CENTRAL = 46;
  private static final int LOCAL = 30;
  private static final int ENCRYPTED = 1;
  private static final int END_MARKED = 1 << 1;
  private static final int DESCRIPTOR = 1 << 3;
  private static final int UTF8 = 1 << 11;
  private static final int UNIX = 3;
  private static final int LINK = 0xA000;
  private static final int KIND = 0xF000;
  private static final long HUGE = 0xffffffffL;

  boolean encrypted() {
    return (flags & ENCRYPTED) != 0;
  }

  /// For LZMA: the stream has an end marker.
  boolean endMarked() {
    return (flags & END_MARKED) != 0;
  }

  /// Whether sizes and checksum follow the data.
  boolean describedBehind() {
    return (flags & DESCRIPTOR) != 0;
  }

  boolean link() {
    return (unixMode & KIND) == LINK;
  }

  boolean folder() {
    return name.endsWith("/") && size == 0;
  }

  /// The first byte after this header; for a local header the data.
  long headerEnd() {
    return headerStart + headerLength;
  }

  /// Null if there is no entry of a central directory.
  static @Nullable ZipEntry central(ByteSource source, long at, long shift) throws IOException {
    byte[] fixed = source.bytesAt(at, CENTRAL);
    if (fixed.length < CENTRAL || !LittleEndian.signature(fixed, 0, 1, 2)) {
      return null;
    }
    int nameLength = LittleEndian.short16(fixed, 28);
    int extraLength = LittleEndian.short16(fixed, 30);
    int commentLength = LittleEndian.short16(fixed, 32);
    byte[] rest = source.bytesAt(at + CENTRAL, nameLength + extraLength);
    if (rest.length < nameLength + extraLength) {
      return null;
    }
    int flags = LittleEndian.short16(fixed, 8);
    byte[] extra = Arrays.copyOfRange(rest, nameLength, rest.length);
    long[] huge =
        zip64(
            extra,
            LittleEndian.int32(fixed, 24),
            LittleEndian.int32(fixed, 20),
            LittleEndian.int32(fixed, 42));
    int system = fixed[5];
    int mode = system == UNIX ? (int) (LittleEndian.int32(fixed, 38) >>> 16) : 0;
    return new ZipEntry(
        at,
        CENTRAL + nameLength + extraLength + commentLength,
        text(rest, nameLength, flags),
        flags,
        LittleEndian.short16(fixed, 10),
        LittleEndian.int32(fixed, 16),
        huge[1],
        huge[0],
        huge[2] + shift,
        mode);
  }

  /// Null if there is no local header.
  static @Nullable ZipEntry local(ByteSource source, long at) throws IOException {
    byte[] fixed = at < 0 ? new byte[0] : source.bytesAt(at, LOCAL);
    if (fixed.length < LOCAL || !LittleEndian.signature(fixed, 0, 3, 4)) {
      return null;
    }
    int nameLength = LittleEndian.short16(fixed, 26);
    int extraLength = LittleEndian.short16(fixed, 28);
    byte[] rest = source.bytesAt(at + LOCAL, nameLength + extraLength);
    if (rest.length < nameLength + extraLength) {
      return null;
    }
    int flags = LittleEndian.short16(fixed, 6);
    byte[] extra = Arrays.copyOfRange(rest, nameLength, rest.length);
    long[] huge = zip64(extra, LittleEndian.int32(fixed, 22), LittleEndian.int32(fixed, 18), 0);
    return new ZipEntry(
        at,
        LOCAL + nameLength + extraLength,
        text(rest, nameLength, flags),
        flags,
        LittleEndian.short16(fixed, 8),
        LittleEndian.int32(fixed, 14),
        huge[1],
        huge[0],
        at,
        0);
  }

  /// Size, compressed size and position of the local header, if necessary from the zip64 extra
  /// field: 4.5.3. A negative number exceeds any size.
  private static long[] zip64(byte[] extra, long size, long packed, long local) {
    long[] values = {size, packed, local};
    for (int at = 0; at + 4 <= extra.length; ) {
      int length = LittleEndian.short16(extra, at + 2);
      if (LittleEndian.short16(extra, at) == 1) {
        int next = at + 4;
        int end = Math.min(extra.length, at + 4 + length);
        for (int i = 0; i < values.length; i++) {
          if (values[i] == HUGE && next + 8 <= end) {
            long value = LittleEndian.int64(extra, next);
            values[i] = value < 0 ? Long.MAX_VALUE >> 1 : value;
            next += 8;
          }
        }
        break;
      }
      at += 4 + length;
    }
    return values;
  }

  /// UTF-8 if it is valid, whatever the flag says, otherwise the old code page.
  private static String text(byte[] bytes, int length, int flags) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      Charset old = (flags & UTF8) != 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
      return new String(bytes, 0, length, old);
    }
  }
}
