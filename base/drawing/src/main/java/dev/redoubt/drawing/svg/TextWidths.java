package dev.redoubt.drawing.svg;

/// How wide a text is in a common sans-serif font, without a font: the layout of a picture must not
/// depend on the machine that writes it.
///
/// The widths of the printable ASCII characters are those that Adobe published for Helvetica, which
/// Arial and Liberation Sans share, in thousandths of the font size. Other fonts differ by a few
/// percent, so boxes need some room beside their text.
public final class TextWidths {

  private static final int[] REGULAR = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
  };
  private static final int[] BOLD = {
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584
  };

  /// Latin letters with accents, Greek and Cyrillic are rarely wider.
  private static final int OTHER = 780;

  private static final int WIDE = 1050;
  private static final char ELLIPSIS = '\u2026';

  private TextWidths() {}

  /// The width of a text in the unit of the font size.
  public static double width(String text, double fontSize, boolean isBold) {
    int[] table = isBold ? BOLD : REGULAR;
    long sum = text.codePoints().mapToLong(point -> width(point, table)).sum();
    return sum * fontSize / 1000;
  }

  /// A text that is not wider than a room: shortened in the middle if it is too long, because names
  /// differ most at their ends.
  public static String fit(String text, double fontSize, boolean isBold, double room) {
    // an em of the narrowest letters is 4.5 letters, so no longer text fits
    int most = (int) Math.max(1, Math.min(1000, room / fontSize * 6));
    if (text.length() <= most && width(text, fontSize, isBold) <= room) {
      return text;
    }
    int[] points = text.codePoints().limit(most).toArray();
    int[] ends = text.substring(Math.max(0, text.length() - most)).codePoints().toArray();
    for (int kept = Math.min(most, points.length); kept > 1; kept--) {
      int head = (kept + 1) / 2;
      int tail = kept / 2;
      String shortened =
          new String(points, 0, Math.min(head, points.length))
              + ELLIPSIS
              + new String(ends, Math.max(0, ends.length - tail), Math.min(tail, ends.length));
      if (width(shortened, fontSize, isBold) <= room) {
        return shortened;
      }
    }
    return String.valueOf(ELLIPSIS);
  }

  private static int width(int point, int[] table) {
    if (point >= ' ' && point <= '~') {
      return table[point - ' '];
    }
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
      default -> {
        if (point == ELLIPSIS) {
          yield 1000;
        }
        yield point < 0x1100 || (point >= 0x1E00 && point < 0x2600) ? OTHER : WIDE;
      }
    };
  }
}
