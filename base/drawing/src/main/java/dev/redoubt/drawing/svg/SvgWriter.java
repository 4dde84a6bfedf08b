package dev.redoubt.drawing.svg;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;

/// Writes SVG that an XML parser and an HTML parser read equally, element by element.
///
/// Names of elements and attributes come from the program. Values and texts may come from anybody:
/// they are escaped, and characters that XML does not allow or that change the direction of text
/// are replaced. There is no way to write an event handler, a script, or a link to anything but a
/// web page or a place in the document.
///
/// ```java
/// svg.open("a").href("#finding-1").open("text").set("x", 4).text(name).close().close();
/// ```
public final class SvgWriter {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9:-]*");
  private static final Pattern LINK = Pattern.compile("(?:https?://|#|[^:/?#\\\\]+(?:[/?#]|$)).*");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();
  private boolean isTagOpen;

  /// Starts an element.
  public SvgWriter open(String element) {
    requireName(element);
    if (element.equalsIgnoreCase("script") || element.equalsIgnoreCase("foreignObject")) {
      throw new IllegalArgumentException("no " + element + " in a picture");
    }
    endTag();
    out.append('<').append(element);
    open.push(element);
    isTagOpen = true;
    return this;
  }

  /// Sets an attribute of the element that was started last.
  public SvgWriter set(String attribute, String value) {
    requireName(attribute);
    String lower = attribute.toLowerCase(Locale.ROOT);
    if (lower.startsWith("on") || lower.endsWith("href")) {
      throw new IllegalArgumentException("no attribute " + attribute + "; see href");
    }
    return write(attribute, value);
  }

  /// Sets a length or a coordinate, with at most two decimals.
  public SvgWriter set(String attribute, double value) {
    return set(attribute, number(value));
  }

  /// Makes an `a` a link. A target that is neither `http`, `https`, relative, nor a fragment is
  /// dropped: the element stays without a link.
  public SvgWriter href(String target) {
    String link = target.strip();
    return LINK.matcher(link).matches() ? write("href", link) : this;
  }

  /// Adds text to the open element.
  public SvgWriter text(String text) {
    endTag();
    escape(text, out);
    return this;
  }

  /// Adds a style sheet as content of the open `style` element.
  ///
  /// @param css from the program, without `<` and `&`, which the two parsers read differently
  public SvgWriter css(String css) {
    if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0) {
      throw new IllegalArgumentException("a style sheet must not contain `<` or `&`");
    }
    endTag();
    out.append(css);
    return this;
  }

  /// Adds a picture that another writer wrote.
  public SvgWriter svg(String picture) {
    endTag();
    out.append(picture);
    return this;
  }

  /// Starts a new line in the output, so that two files can be compared line by line. Not inside of
  /// text.
  public SvgWriter line() {
    endTag();
    out.append('\n');
    return this;
  }

  /// Ends the element that was started last and is not ended.
  public SvgWriter close() {
    String element = open.pop();
    if (isTagOpen) {
      out.append("/>");
      isTagOpen = false;
    } else {
      out.append("</").append(element).append('>');
    }
    return this;
  }

  /// The text so far.
  ///
  /// @throws IllegalStateException if an element is open
  public String toText() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("element " + open.peek() + " is open");
    }
    return out.toString();
  }

  /// A number with at most two decimals, independent of the language of the machine.
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("no length: " + value);
    }
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  /// A text as content of an element or value of an attribute.
  public static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    escape(text, escaped);
    return escaped.toString();
  }

  private SvgWriter write(String attribute, String value) {
    if (!isTagOpen) {
      throw new IllegalStateException("attribute " + attribute + " after the content");
    }
    out.append(' ').append(attribute).append("=\"");
    escape(value, out);
    out.append('"');
    return this;
  }

  private void endTag() {
    if (isTagOpen) {
      out.append('>');
      isTagOpen = false;
    }
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("no name: " + name);
    }
  }

  private static void escape(String text, StringBuilder out) {
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isAllowed(point) ? point : 0xFFFD);
              }
            });
  }

  /// Whether a character may be written as it is: the characters of XML 1.0, without control
  /// characters (tab and line feed are allowed) and without those that reorder text.
  private static boolean isAllowed(int point) {
    return point == '\t'
        || point == '\n'
        || (!Character.isISOControl(point)
            && (point < 0xD800 || point > 0xDFFF)
            && (point & 0xFFFE) != 0xFFFE
            && !isBidirectionalControl(point));
  }

  private static boolean isBidirectionalControl(int point) {
    return point == 0x061C
        || point == 0x200E
        || point == 0x200F
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069);
  }
}
