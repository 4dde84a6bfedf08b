package dev.redoubt.scan.internal.tar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A block of 512 bytes that describes a member: POSIX.1-2017, pax, "ustar Interchange Format", and
/// the extensions of GNU tar.
///
/// @param type from the block: `0` and NUL for a file, `1` and `2` for links
record TarHeader(String name, char type, long size, String link) {

  static final int BLOCK = 512;

  /// The names of the pax attributes that replace fields of the block.
  private static final String PATH = "path";

  private static final String LINK = "linkpath";
  private static final String SIZE = "size";

  /// @param block with a correct checksum
  static TarHeader of(byte[] block) throws IOException {
    String name = text(block, 0, 100);
    String magic = text(block, 257, 6);
    String prefix = magic.equals("ustar") ? text(block, 345, 155) : "";
    return new TarHeader(
        prefix.isEmpty() ? name : prefix + "/" + name,
        (char) (block[156] & 0xff),
        number(block, 124, 12),
        text(block, 157, 100));
  }

  /// The header with the attributes that preceded it.
  TarHeader with(Map<String, String> attributes) throws IOException {
    return new TarHeader(
        attributes.getOrDefault(PATH, name),
        type,
        attributes.containsKey(SIZE) ? decimal(attributes.get(SIZE)) : size,
        attributes.getOrDefault(LINK, link));
  }

  boolean file() {
    return type == '0'
        || type == 0
        || type == '7'
        || type == 'S'
        || !"123456DV".contains(type + "");
  }

  boolean sparse() {
    return type == 'S';
  }

  boolean anyLink() {
    return type == '1' || type == '2';
  }

  boolean device() {
    return type == '3' || type == '4' || type == '6';
  }

  /// Links and folders have no data, whatever size they declare; readers differ for hard links.
  long dataLength() {
    return file() || type == 'D' || type == 'V' ? size : 0;
  }

  /// Whether the checksum is correct, of unsigned bytes or, as some old programs wrote it, of
  /// signed ones.
  static boolean checks(byte[] block) throws IOException {
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < BLOCK; i++) {
      byte value = i >= 148 && i < 156 ? (byte) ' ' : block[i];
      unsigned += value & 0xff;
      signed += value;
    }
    long stated = number(block, 148, 8);
    return stated == unsigned || stated == signed;
  }

  private static String text(byte[] block, int at, int length) {
    int end = at;
    while (end < at + length && block[end] != 0) {
      end++;
    }
    return new String(block, at, end - at, StandardCharsets.UTF_8);
  }

  /// Octal digits, or the large numbers of GNU tar: the first bit set, then a binary number.
  private static long number(byte[] block, int at, int length) throws IOException {
    if ((block[at] & 0x80) != 0) {
      long value = 0;
      for (int i = at + Math.max(1, length - 8); i < at + length; i++) {
        value = value << 8 | (block[i] & 0xff);
      }
      if (value < 0 || block[at] != (byte) 0x80) {
        throw new IOException("a number in a header is out of range");
      }
      return value;
    }
    String digits = text(block, at, length).strip();
    if (digits.isEmpty()) {
      return 0;
    }
    // A negative size would lead back to data that was already read.
    if (!digits.matches("[0-7]{1,12}")) {
      throw new IOException("a header field is not a number");
    }
    return Long.parseLong(digits, 8);
  }

  private static long decimal(String text) throws IOException {
    try {
      long value = Long.parseLong(text.strip());
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new IOException("a size in a header is not a number", e);
    }
    throw new IOException("a size in a header is negative");
  }
}
