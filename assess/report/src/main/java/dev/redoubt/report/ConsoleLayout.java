package dev.redoubt.report;

import dev.redoubt.text.TextShortening;
import dev.redoubt.text.TextWrapping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Wraps text and lays out columns within the width of the page.
///
/// Names in templates are untrusted: control characters and characters that change the text
/// direction are escaped, so that they cannot control the terminal.
public final class ConsoleLayout {

  /// The minimum width of the layout; a narrower terminal wraps the lines.
  static final int MIN_WIDTH = 60;

  private static final String CUT = "...";

  /// The space between two columns.
  private static final int GAP = 2;

  /// A text beside a location has at least this width.
  private static final int MIN_TEXT = 32;

  private final Appendable out;
  private final int width;
  private final boolean colour;

  /// @param width in characters; at least 60 are used
  public ConsoleLayout(Appendable out, int width, boolean colour) {
    this.out = out;
    this.width = Math.max(width, MIN_WIDTH);
    this.colour = colour;
  }

  /// The width in characters.
  public int width() {
    return width;
  }

  /// Writes an empty line.
  public void blank() throws IOException {
    out.append('\n');
  }

  /// Writes a line without wrapping it.
  public void verbatim(String line) throws IOException {
    out.append(clean(line).stripTrailing()).append('\n');
  }

  /// The start of a line, with a color.
  public record Head(String text, ConsoleColour ink) {
    /// A head without color.
    public static Head of(String text) {
      return new Head(text, ConsoleColour.PLAIN);
    }
  }

  /// Writes a paragraph after a head; the following lines are indented to the start of the text.
  public void fold(Head head, String text) throws IOException {
    fold(head, text, ConsoleColour.PLAIN);
  }

  /// Writes a paragraph after a head, in a color.
  public void fold(Head head, String text, ConsoleColour ink) throws IOException {
    int indent = head.text().length();
    String start = head.ink().on(head.text(), colour);
    for (String line : TextWrapping.wrap(clean(text), width - indent)) {
      out.append((start + ink.on(line, colour)).stripTrailing()).append('\n');
      start = " ".repeat(indent);
    }
  }

  /// Writes a paragraph with a remark at the right edge of the line; if both do not fit, the remark
  /// follows on its own line.
  public void foldWith(Head head, String text, ConsoleColour ink, String remark)
      throws IOException {
    String left = clean(text);
    String right = clean(remark);
    int gap = width - head.text().length() - left.length() - right.length();
    if (gap < 2) {
      fold(head, text, ink);
      fold(Head.of(" ".repeat(head.text().length())), right);
      return;
    }
    out.append(head.ink().on(head.text(), colour))
        .append(ink.on(left, colour))
        .append(" ".repeat(gap))
        .append(right)
        .append('\n');
  }

  /// Writes a line that is never broken or shortened, such as a location that can be copied.
  public void unbroken(String head, String text) throws IOException {
    out.append(head).append(clean(text)).append('\n');
  }

  /// Writes a location and a text. The location is never broken; the text follows on the next line
  /// if there is not enough room beside it.
  ///
  /// @param lines how many lines the text may have; the rest is cut off
  public void located(Head head, String place, String text, int lines) throws IOException {
    String where = place.isEmpty() ? "" : clean(place) + ": ";
    int indent = head.text().length();
    String start = head.ink().on(head.text(), colour) + where;
    int room = width - indent - where.length();
    boolean isBeside = room >= MIN_TEXT;
    if (!isBeside) {
      out.append(start.stripTrailing()).append('\n');
      start = " ".repeat(indent);
      room = width - indent;
    }
    List<String> wrapped = TextWrapping.wrap(clean(text), width - indent);
    if (isBeside && !where.isEmpty()) {
      wrapped = wrapFrom(clean(text), room, width - indent);
    }
    for (int i = 0; i < Math.min(wrapped.size(), lines); i++) {
      boolean isCut = i == lines - 1 && wrapped.size() > lines;
      String line = isCut ? cut(wrapped.get(i), i == 0 ? room : width - indent) : wrapped.get(i);
      out.append((start + line).stripTrailing()).append('\n');
      start = " ".repeat(indent);
    }
  }

  /// Wraps a text whose first line is shorter than the others.
  private static List<String> wrapFrom(String text, int first, int others) {
    List<String> start = TextWrapping.wrap(text, first);
    if (start.size() == 1) {
      return start;
    }
    String rest = text.substring(start.getFirst().length()).stripLeading();
    List<String> lines = new ArrayList<>(List.of(start.getFirst()));
    lines.addAll(TextWrapping.wrap(rest, others));
    return lines;
  }

  private static String cut(String line, int room) {
    String shown = line;
    while (shown.length() + CUT.length() + 1 > room && shown.lastIndexOf(' ') > 0) {
      shown = shown.substring(0, shown.lastIndexOf(' '));
    }
    return shown + " " + CUT;
  }

  /// Writes two columns. If they do not fit, the right one, a location, gets its own line; it is
  /// never shortened, so that it can be copied.
  public void columns(String indent, String left, int leftWidth, String right, int rightWidth)
      throws IOException {
    int room = width - indent.length();
    if (leftWidth + GAP + rightWidth <= room) {
      String first = clean(left);
      out.append(indent)
          .append(first)
          .append(" ".repeat(leftWidth - first.length() + GAP))
          .append(clean(right))
          .append('\n');
      return;
    }
    out.append(indent).append(TextShortening.shorten(clean(left), room)).append('\n');
    out.append(indent).append("  ").append(clean(right)).append('\n');
  }

  /// The text on one line, with control characters escaped.
  public static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point == '\n' || point == '\t') {
                clean.append(' ');
              } else if (isControl(point)) {
                clean.append("\\u{").append(Integer.toHexString(point)).append('}');
              } else {
                clean.appendCodePoint(point);
              }
            });
    return clean.toString();
  }

  private static boolean isControl(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
