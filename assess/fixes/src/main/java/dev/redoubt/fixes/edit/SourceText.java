package dev.redoubt.fixes.edit;

import dev.redoubt.estate.Origin;
import java.util.ArrayList;
import java.util.List;

/// The text of a file, and the conversion between indexes and locations. Lines end with CR LF, LF
/// or CR; a byte order mark is not part of the first line.
public final class SourceText {

  private final String name;
  private final int file;
  private final String text;
  private final String lineEnd;
  private final List<Integer> lineStarts = new ArrayList<>();

  /// @param name the display name
  /// @param file the id of the file in origins
  public SourceText(String name, int file, String text) {
    this.name = name;
    this.file = file;
    this.text = text;
    this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    lineStarts.add(text.startsWith("\uFEFF") ? 1 : 0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        lineStarts.add(i + 1);
      }
    }
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /// The index of the first character after a byte order mark.
  public int start() {
    return lineStarts.getFirst();
  }

  /// The index of a location of this file.
  public int index(Origin origin) {
    int line = Math.clamp(origin.line(), 1, lineStarts.size());
    return Math.min(text.length(), lineStarts.get(line - 1) + Math.max(0, origin.column() - 1));
  }

  /// The location of an index.
  public Origin origin(int index) {
    int line = lineOf(index);
    return Origin.of(file, line + 1, index - lineStarts.get(line) + 1);
  }

  private int lineOf(int index) {
    int low = 0;
    int high = lineStarts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (lineStarts.get(middle) <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// The index of the start of the line of an index.
  public int lineStart(int index) {
    return lineStarts.get(lineOf(index));
  }

  /// The end of the line before the one that starts at an index, without its line end. Removing
  /// from there leaves the end of the removed line in place for what is inserted after it.
  public int endBefore(int lineStart) {
    int end = lineStart;
    if (end > start() && text.charAt(end - 1) == '\n') {
      end--;
    }
    return end > start() && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  /// The index of the start of the next line, or the end of the text.
  public int nextLine(int index) {
    int line = lineOf(index);
    return line + 1 < lineStarts.size() ? lineStarts.get(line + 1) : text.length();
  }

  /// The blanks at the start of the line of an index.
  public String indentation(int index) {
    int from = lineStart(index);
    return text.substring(from, afterBlanks(from));
  }

  /// The index of the first character that is no blank.
  public int afterBlanks(int index) {
    int to = index;
    while (to < text.length() && (text.charAt(to) == ' ' || text.charAt(to) == '\t')) {
      to++;
    }
    return to;
  }

  /// The line end that the file uses.
  public String lineEnd() {
    return lineEnd;
  }

  public String slice(int from, int to) {
    return text.substring(from, to);
  }
}
