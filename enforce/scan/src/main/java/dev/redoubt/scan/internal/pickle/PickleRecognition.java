package dev.redoubt.scan.internal.pickle;

import java.util.HexFormat;

/// Tells pickles from other bytes by their first opcodes alone.
final class PickleRecognition {

  /// So many opcodes in a row are no accident: a third of all bytes are none, and text soon has
  /// letters that are none.
  private static final int OPCODES = 12;

  /// Of so few bytes an argument that ends after them says nothing.
  private static final int SHORT = 16;

  /// Where no next line begins. Less than any index, so that it stays negative when one is taken
  /// off.
  private static final int NONE = -1;

  private PickleRecognition() {}

  static boolean mayBePickle(byte[] prefix) {
    if (prefix.length >= 2 && (prefix[0] & 0xff) == Opcode.PROTO && prefix[1] <= 5) {
      return prefix[1] >= 0;
    }
    int at = 0;
    for (int count = 0; count < OPCODES; count++) {
      if (at >= prefix.length) {
        return at > prefix.length && (count > 2 || prefix.length >= SHORT);
      }
      int opcode = prefix[at] & 0xff;
      if (opcode == Opcode.STOP) {
        return count > 0;
      }
      int length = length(prefix, at, opcode);
      if (length < 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /// The length of an opcode with its argument; negative where it is none, past the end where the
  /// argument is.
  private static int length(byte[] bytes, int at, int opcode) {
    return switch (opcode) {
      case Opcode.GLOBAL, Opcode.INST -> {
        int first = line(bytes, at + 1, true);
        yield first < 0 ? first : line(bytes, first, true) - at;
      }
      case Opcode.INT, Opcode.LONG, Opcode.FLOAT, Opcode.PUT, Opcode.GET ->
          number(bytes, at + 1) - at;
      case Opcode.STRING ->
          at + 1 < bytes.length && bytes[at + 1] != '\'' && bytes[at + 1] != '"'
              ? -1
              : line(bytes, at + 1, false) - at;
      case Opcode.UNICODE, Opcode.PERSID -> line(bytes, at + 1, false) - at;
      default -> fixed(bytes, at, opcode);
    };
  }

  private static int fixed(byte[] bytes, int at, int opcode) {
    String name = Opcode.name(opcode);
    return switch (name) {
      case "BININT", "LONG_BINPUT", "LONG_BINGET", "EXT4" -> 5;
      case "BININT1", "BINPUT", "BINGET", "EXT1", "PROTO" -> 2;
      case "BININT2", "EXT2" -> 3;
      case "BINFLOAT", "FRAME" -> 9;
      case "SHORT_BINUNICODE", "SHORT_BINSTRING", "SHORT_BINBYTES", "LONG1" ->
          at + 1 < bytes.length ? 2 + (bytes[at + 1] & 0xff) : 2;
      case "BINUNICODE", "BINSTRING", "BINBYTES", "LONG4" ->
          at + 4 < bytes.length ? longer(bytes, at) : bytes.length;
      case "BINUNICODE8", "BINBYTES8", "BYTEARRAY8" -> bytes.length;
      default -> name.startsWith("byte ") ? -1 : 1;
    };
  }

  private static int longer(byte[] bytes, int at) {
    int length =
        Integer.reverseBytes(
            HexFormat.fromHexDigits(HexFormat.of().formatHex(bytes, at + 1, at + 5)));
    return length < 0 ? -1 : Math.min(length, bytes.length) + 5;
  }

  /// Where the next line begins; negative where this is none of printable text.
  private static int line(byte[] bytes, int from, boolean name) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i == from && name ? NONE : i + 1;
      }
      if (name && bytes[i] >= 0 && bytes[i] <= ' ') {
        return NONE;
      }
    }
    return bytes.length + 1;
  }

  private static int number(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i == from ? NONE : i + 1;
      }
      if ("+-0123456789.eEL_xXabcdefnsi".indexOf(bytes[i]) < 0) {
        return NONE;
      }
    }
    return bytes.length + 1;
  }
}
