package dev.redoubt.reporthtml.diagram;

import dev.redoubt.drawing.svg.TextWidths;
import java.util.ArrayList;
import java.util.List;

/// Text in several lines of a box.
final class WrappedText {

  private WrappedText() {}

  /// Breaks a text between words.
  ///
  /// @param most the number of lines; the last one has the rest and may be wider than the room
  /// @return at least one line
  static List<String> of(String text, double size, boolean isBold, double room, int most) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : NodePainter.oneLine(text).split(" ", -1)) {
      boolean isFull = !line.isEmpty() && TextWidths.width(line + " " + word, size, isBold) > room;
      if (isFull && lines.size() + 1 < most) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
