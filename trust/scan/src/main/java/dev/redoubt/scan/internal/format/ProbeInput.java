package dev.redoubt.scan.internal.format;

import dev.redoubt.scan.ByteSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The input of a pickle machine: bytes, or lines as in protocol 0.
final class ProbeInput {

  /// The required form of a line.
  enum Line {
    ANY,
    PRINTABLE,
    NUMBER,
    FRACTION,
    QUOTED,
    NAME
  }

  private static final int BLOCK = 1 << 13;

  /// A line of protocol 0 holds one value. The content of longer ones is not checked.
  private static final int LONGEST = 1 << 20;

  private final ByteSource source;
  private byte[] block = new byte[0];
  private long start;
  private long position;

  ProbeInput(ByteSource source) {
    this.source = source;
  }

  /// The next byte; -1 at the end.
  int next() throws IOException {
    if (position < start || position >= start + block.length) {
      start = position;
      block = source.bytesAt(position, BLOCK);
      if (block.length == 0) {
        return -1;
      }
    }
    return block[(int) (position++ - start)] & 0xff;
  }

  /// Skips bytes, if they exist.
  boolean skip(long count) throws IOException {
    if (count > source.size() - position) {
      return false;
    }
    position += count;
    return true;
  }

  /// Whether the next lines are names.
  boolean names(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      if (!line(Line.NAME)) {
        return false;
      }
    }
    return true;
  }

  /// Whether the next line has this form.
  boolean line(Line kind) throws IOException {
    String text = line();
    if (text == null) {
      return false;
    }
    if (text.length() == LONGEST) {
      return kind != Line.NAME && kind != Line.PRINTABLE;
    }
    String bare = text.strip();
    return switch (kind) {
      case ANY -> true;
      case PRINTABLE -> text.chars().allMatch(character -> character >= ' ' && character < 0x7f);
      case NUMBER -> text.indexOf(0) == 0 || isNumber(beforeNul(text).strip());
      case FRACTION -> {
        String fraction = beforeNul(text).strip();
        yield !fraction.isEmpty() && fraction.chars().allMatch(ProbeInput::inFraction);
      }
      case QUOTED ->
          bare.length() >= 2
              && (bare.charAt(0) == '\'' || bare.charAt(0) == '"')
              && bare.charAt(bare.length() - 1) == bare.charAt(0);
      case NAME -> !text.isEmpty() && text.chars().noneMatch(ProbeInput::neverInName);
    };
  }

  /// The text up to the next line feed, without it; null if there is none. Of a longer line, the
  /// first [#LONGEST] bytes.
  private @Nullable String line() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next = next(); next >= 0; next = next()) {
      if (next != '\n' && text.length() == LONGEST) {
        continue;
      }
      if (next == '\n') {
        return text.length() == LONGEST
            ? text.toString()
            : new String(
                text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      }
      text.append((char) next);
    }
    return null;
  }

  /// CPython reads numbers like the C library, up to the first zero byte.
  private static String beforeNul(String text) {
    int nul = text.indexOf(0);
    return nul < 0 ? text : text.substring(0, nul);
  }

  /// White space may precede the `L` at the end of a long one.
  private static boolean isNumber(String text) {
    String digits =
        text.endsWith("L") ? text.substring(0, text.length() - 1).stripTrailing() : text;
    return !digits.isEmpty() && digits.chars().allMatch(ProbeInput::inNumber);
  }

  private static boolean inNumber(int character) {
    return (character >= '0' && character <= '9')
        || (character >= 'a' && character <= 'f')
        || (character >= 'A' && character <= 'F')
        || "+-_xXoObBlL".indexOf(character) >= 0;
  }

  private static boolean inFraction(int character) {
    return (character >= '0' && character <= '9') || "+-._eEinfatyINFATY".indexOf(character) >= 0;
  }

  /// Names of modules and their members contain no blanks and brackets; everything else is
  /// possible.
  private static boolean neverInName(int character) {
    return character <= ' ' || "(){}[],;:=\"'#".indexOf(character) >= 0;
  }
}
