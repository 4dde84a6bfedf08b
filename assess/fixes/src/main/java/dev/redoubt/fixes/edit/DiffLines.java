package dev.redoubt.fixes.edit;

import java.util.ArrayList;
import java.util.List;

/// The lines of a text with their ends, so that a change of a line end is a change.
public final class DiffLines {

  private final String text;
  private final List<String> lines = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();

  public DiffLines(String text) {
    this.text = text;
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(from, next));
      starts.add(from);
      from = next;
    }
  }

  List<String> lines() {
    return lines;
  }

  /// The number of the line of an index, from 0; after the last line, the number of lines.
  int lineOf(int index) {
    if (index >= text.length() && (text.isEmpty() || text.endsWith("\n"))) {
      return lines.size();
    }
    int low = 0;
    int high = starts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts.get(middle) <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// The index of the first character of a line, or the end of the text.
  int start(int line) {
    return line < starts.size() ? starts.get(line) : text.length();
  }

  String slice(int from, int to) {
    return text.substring(from, to);
  }
}
