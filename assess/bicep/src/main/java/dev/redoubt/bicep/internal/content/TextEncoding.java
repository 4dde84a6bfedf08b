package dev.redoubt.bicep.internal.content;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The text encodings of the Bicep load functions. A byte order mark at the start of a file takes
/// precedence over the name and is not part of the text. Invalid bytes become U+FFFD.
enum TextEncoding {
  UTF_8("utf-8", StandardCharsets.UTF_8),
  UTF_16("utf-16", StandardCharsets.UTF_16LE),
  UTF_16_BIG_ENDIAN("utf-16BE", StandardCharsets.UTF_16BE),
  US_ASCII("us-ascii", StandardCharsets.US_ASCII),
  ISO_8859_1("iso-8859-1", StandardCharsets.ISO_8859_1);

  private record Mark(String bytes, Charset charset) {}

  /// Byte order marks in hexadecimal; the order matters, because a mark of UTF-32 begins like one
  /// of UTF-16.
  private static final List<Mark> MARKS =
      List.of(
          new Mark("EFBBBF", StandardCharsets.UTF_8),
          new Mark("FFFE0000", StandardCharsets.UTF_32LE),
          new Mark("0000FEFF", StandardCharsets.UTF_32BE),
          new Mark("FFFE", StandardCharsets.UTF_16LE),
          new Mark("FEFF", StandardCharsets.UTF_16BE));

  private final String word;
  private final Charset charset;

  TextEncoding(String word, Charset charset) {
    this.word = word;
    this.charset = charset;
  }

  /// The encoding with the given name, case-sensitive; null if unknown.
  static @Nullable TextEncoding of(String word) {
    for (TextEncoding encoding : values()) {
      if (encoding.word.equals(word)) {
        return encoding;
      }
    }
    return null;
  }

  /// The names, for a message.
  static String words() {
    List<String> words = new ArrayList<>();
    for (TextEncoding encoding : values()) {
      words.add("`" + encoding.word + "`");
    }
    return String.join(", ", words);
  }

  String decode(byte[] bytes) {
    String start = HexFormat.of().withUpperCase().formatHex(bytes, 0, Math.min(4, bytes.length));
    for (Mark mark : MARKS) {
      if (start.startsWith(mark.bytes)) {
        int length = mark.bytes.length() / 2;
        return new String(bytes, length, bytes.length - length, mark.charset);
      }
    }
    return new String(bytes, charset);
  }
}
