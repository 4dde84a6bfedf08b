package dev.redoubt.report;

import dev.redoubt.text.TextWrapping;
import java.io.IOException;

/// Lays out lines that are never wider than the page.
///
/// What was read is hostile: control characters, and those that change the direction of a line, are
/// shown as escapes, so that no name can repaint the terminal.
public final class ConsoleLayout {

  /// Narrower than this no layout holds; a smaller terminal wraps.
  static final int MIN_WIDTH = 60;

  private static final String CUT = "...";

  /// Between two columns.
  private static final int GAP = 2;

  private final Appendable out;
  private final int width;
  private final boolean colour;

  /// @param width columns; at least 60 are used
  public ConsoleLayout(Appendable out, int width, boolean colour) {
    this.out = out;
    this.width = Math.max(width, MIN_WIDTH);
    this.colour = colour;
  }

  /// Columns.
  public int width() {
    return width;
  }

  /// An empty line.
  public void blank() throws IOException {
    out.append('\n');
  }

  /// A line as it is, even where it is too long.
  public void verbatim(String line) throws IOException {
    out.append(clean(line).stripTrailing()).append('\n');
  }

  /// Inked words at the start of a line.
  public record Head(String text, ConsoleColour ink) {
    /// Words as they are.
    public static Head of(String text) {
      return new Head(text, ConsoleColour.PLAIN);
    }
  }

  /// A paragraph after a head; the lines that follow the first start below the text.
  public void fold(Head head, String text) throws IOException {
    fold(head, text, ConsoleColour.PLAIN);
  }

  /// The same, inked.
  public void fold(Head head, String text, ConsoleColour ink) throws IOException {
    int indent = head.text().length();
    String start = head.ink().on(head.text(), colour);
    for (String line : TextWrapping.wrap(clean(text), width - indent)) {
      out.append((start + ink.on(line, colour)).stripTrailing()).append('\n');
      start = " ".repeat(indent);
    }
  }

  /// A paragraph with a remark at the right edge of its first line; where both do not fit, the
  /// remark follows on a line of its own.
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

  /// Two columns. Where they do not fit beside one another, the right one gets a line of its own: a
  /// place in a file is to be copied whole.
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
    out.append(indent).append(shorten(clean(left), room)).append('\n');
    out.append(indent).append("  ").append(shorten(clean(right), room - 2)).append('\n');
  }

  /// The text with its middle left out, so that its start and, more of it, its end are to be seen.
  public static String shorten(String text, int room) {
    if (text.length() <= room) {
      return text;
    }
    int kept = Math.max(room - CUT.length(), 2);
    int start = kept / 3;
    return text.substring(0, start) + CUT + text.substring(text.length() - (kept - start));
  }

  /// The text on one line, without anything that acts on a terminal.
  public static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point == '\n' || point == '\t') {
                clean.append(' ');
              } else if (acts(point)) {
                clean.append("\\u{").append(Integer.toHexString(point)).append('}');
              } else {
                clean.appendCodePoint(point);
              }
            });
    return clean.toString();
  }

  private static boolean acts(int point) {
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
