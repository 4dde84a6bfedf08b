package dev.redoubt.scan.internal.packages;

import dev.redoubt.scan.internal.model.MalformedContentException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Decodes and splits text as Python tools do: the encoding as pip chooses it, and lines and blanks
/// as in `str.splitlines` and `str.strip`, which recognize more of both than Java. A line that only
/// one of the two recognizes would be hidden from the scan. Source: pip 26, `req_file.py`; the
/// Python library reference, `str`.
final class PythonText {

  /// A byte order mark, as Latin 1 characters.
  private record Mark(String bytes, Charset charset) {}

  /// In this order, because the mark of UTF-16 is a prefix of that of UTF-32.
  private static final List<Mark> MARKS =
      List.of(
          new Mark("\u00ef\u00bb\u00bf", StandardCharsets.UTF_8),
          new Mark("\u00ff\u00fe\0\0", Charset.forName("UTF-32LE")),
          new Mark("\0\0\u00fe\u00ff", Charset.forName("UTF-32BE")),
          new Mark("\u00ff\u00fe", StandardCharsets.UTF_16LE),
          new Mark("\u00fe\u00ff", StandardCharsets.UTF_16BE));

  /// A comment that declares the encoding, in one of the first two lines: PEP 263.
  private static final Pattern DECLARED = Pattern.compile("coding[:=]\\s*([-\\w.]+)");

  /// Encodings that contain ASCII unchanged. Any other could hide lines.
  private static final Map<String, Charset> PLAIN =
      Map.ofEntries(
          Map.entry("utf-8", StandardCharsets.UTF_8),
          Map.entry("utf8", StandardCharsets.UTF_8),
          Map.entry("ascii", StandardCharsets.UTF_8),
          Map.entry("us-ascii", StandardCharsets.UTF_8),
          Map.entry("latin-1", StandardCharsets.ISO_8859_1),
          Map.entry("latin1", StandardCharsets.ISO_8859_1),
          Map.entry("iso-8859-1", StandardCharsets.ISO_8859_1),
          Map.entry("iso-8859-15", Charset.forName("ISO-8859-15")),
          Map.entry("cp1252", Charset.forName("windows-1252")));

  private PythonText() {}

  /// Decodes a package list.
  static String decode(byte[] bytes) throws MalformedContentException {
    String start = new String(bytes, 0, Math.min(bytes.length, 4), StandardCharsets.ISO_8859_1);
    for (Mark mark : MARKS) {
      if (start.startsWith(mark.bytes())) {
        return decode(bytes, mark.bytes().length(), mark.charset());
      }
    }
    return decode(bytes, 0, declared(bytes));
  }

  private static Charset declared(byte[] bytes) throws MalformedContentException {
    String start =
        new String(bytes, 0, Math.min(bytes.length, 1 << 16), StandardCharsets.ISO_8859_1);
    int lines = 0;
    for (int from = 0; lines < 2 && from < start.length(); lines++) {
      int end = start.indexOf('\n', from);
      String line = start.substring(from, end < 0 ? start.length() : end);
      Matcher name = DECLARED.matcher(line);
      if (line.startsWith("#") && name.find()) {
        String encoding = name.group(1);
        Charset charset = PLAIN.get(encoding.toLowerCase(Locale.ROOT).replace('_', '-'));
        if (charset == null) {
          throw new MalformedContentException(from, "unsupported encoding `" + encoding + "`");
        }
        return charset;
      }
      from = end < 0 ? start.length() : end + 1;
    }
    return StandardCharsets.UTF_8;
  }

  private static String decode(byte[] bytes, int from, Charset charset)
      throws MalformedContentException {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try {
      return decoder.decode(ByteBuffer.wrap(bytes, from, bytes.length - from)).toString();
    } catch (CharacterCodingException _) {
      throw new MalformedContentException(
          0, "bytes that are invalid in the encoding `" + charset.name() + "`");
    }
  }

  /// Whether Python treats a character as the end of a line.
  static boolean isLineEnd(char character) {
    return switch (character) {
      case '\n', '\r', '\u000b', '\f', '\u001c', '\u001d', '\u001e', '\u0085', '\u2028', '\u2029' ->
          true;
      default -> false;
    };
  }

  /// Whether Python treats a character as a blank.
  static boolean isBlank(char character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || character == '\u0085';
  }

  /// Removes blanks at both ends.
  static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }
}
