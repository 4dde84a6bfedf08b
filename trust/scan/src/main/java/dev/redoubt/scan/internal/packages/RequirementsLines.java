package dev.redoubt.scan.internal.packages;

import java.util.ArrayList;
import java.util.List;

/// Splits a requirements file into logical lines as pip does: joins lines that end with a
/// backslash, removes comments, and omits empty lines. Source: pip 26, `preprocess` in
/// `req_file.py`.
final class RequirementsLines {

  /// A logical line.
  ///
  /// @param offset in characters, of the first physical line
  record Line(long offset, String text) {}

  private final List<Line> lines = new ArrayList<>();
  private final StringBuilder joined = new StringBuilder();
  private boolean open;
  private long start;

  private RequirementsLines() {}

  static List<Line> of(String text) {
    RequirementsLines lines = new RequirementsLines();
    int from = 0;
    while (from < text.length()) {
      int end = from;
      while (end < text.length() && !PythonText.isLineEnd(text.charAt(end))) {
        end++;
      }
      lines.physical(from, text.substring(from, end));
      boolean pair = end + 1 < text.length() && text.startsWith("\r\n", end);
      from = end + (pair ? 2 : 1);
    }
    if (lines.open) {
      lines.end(lines.joined.toString());
    }
    return lines.lines;
  }

  private void physical(long offset, String line) {
    boolean comment = commentStart(line) == 0;
    if (!open) {
      start = offset;
    }
    if (line.endsWith("\\") && !comment) {
      joined.append(withoutBackslashes(line));
      open = true;
      return;
    }
    // with the blank, pip recognizes a comment that follows a joined line
    end(joined + (comment ? " " : "") + line);
    joined.setLength(0);
    open = false;
  }

  private void end(String line) {
    int comment = commentStart(line);
    String text = PythonText.strip(comment < 0 ? line : line.substring(0, comment));
    if (!text.isEmpty()) {
      lines.add(new Line(start, text));
    }
  }

  /// Removes them from both ends, as pip does.
  private static String withoutBackslashes(String line) {
    int from = 0;
    int to = line.length();
    while (from < to && line.charAt(from) == '\\') {
      from++;
    }
    while (to > from && line.charAt(to - 1) == '\\') {
      to--;
    }
    return line.substring(from, to);
  }

  /// The start of a comment, including the blanks before it: at the start of the line, or after a
  /// blank; -1 if there is none.
  private static int commentStart(String line) {
    for (int at = line.indexOf('#'); at >= 0; at = line.indexOf('#', at + 1)) {
      int from = at;
      while (from > 0 && PythonText.isBlank(line.charAt(from - 1))) {
        from--;
      }
      if (from < at || at == 0) {
        return from;
      }
    }
    return -1;
  }
}
