import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Draws the output of a command as an SVG picture of a terminal, for documents.
///
/// `TerminalPicture.java LINES COMMAND < OUTPUT > PICTURE`: OUTPUT is UTF-8 text with ANSI colours.
/// COMMAND is shown as the first line. Of a longer output the picture shows whole paragraphs of the
/// first LINES lines, an ellipsis and the last paragraph. The elapsed time at the end of a line is
/// left out, so that equal results give equal bytes.
///
/// The text is selectable, and each line has a fixed length, so that columns align with any font.
final class TerminalPicture {

  private static final int COLUMNS = 80;
  private static final int FONT_SIZE = 14;
  private static final int LINE_HEIGHT = 20;
  private static final int PADDING = 24;

  /// Of a character: most monospace fonts have 0.6 em.
  private static final double ADVANCE = 8.4;

  private static final Pattern ELAPSED = Pattern.compile(" +\\d+\\.\\d s$");
  private static final Pattern ESCAPE = Pattern.compile("\u001b\\[([0-9;]*)m");

  /// CSS classes by the parameters of the escape sequence. Contrast with the background is at least
  /// 4.5 to 1.
  private static final Map<String, String> CLASSES =
      Map.of("1", "b", "2", "f", "31", "r", "1;31", "b r", "32", "g", "33", "y", "36", "c");

  private static final String STYLE =
      """
      <style>
        text { font: %dpx ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", \
      "Liberation Mono", monospace; fill: #d1d7e0; white-space: pre; }
        .b { font-weight: 700; fill: #f0f6fc; }
        .f { fill: #9198a1; }
        .r { fill: #ff7b72; }
        .g { fill: #56d364; }
        .y { fill: #e3b341; }
        .c { fill: #76e3ea; }
      </style>
      """
          .formatted(FONT_SIZE);

  private TerminalPicture() {}

  public static void main(String[] args) throws IOException {
    String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    List<String> output = text.lines().map(TerminalPicture::withoutElapsedTime).toList();
    List<String> lines = new ArrayList<>();
    lines.add("\u001b[2m$ \u001b[0m\u001b[1m" + args[1] + "\u001b[0m");
    lines.addAll(shown(output, Integer.parseInt(args[0])));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.print(picture(lines, args[1]));
  }

  private static String withoutElapsedTime(String line) {
    return ELAPSED.matcher(line).replaceFirst("");
  }

  /// Whole paragraphs from the beginning, and the last one, which says how the command ended.
  private static List<String> shown(List<String> lines, int limit) {
    if (lines.size() <= limit) {
      return lines;
    }
    int end = limit;
    while (end > 1 && !lines.get(end - 1).isBlank()) {
      end--;
    }
    int last = lines.size() - 1;
    while (last > end && !lines.get(last - 1).isBlank()) {
      last--;
    }
    List<String> shown = new ArrayList<>(lines.subList(0, end));
    shown.addAll(List.of("\u001b[2m ...\u001b[0m", ""));
    shown.addAll(lines.subList(last, lines.size()));
    return shown;
  }

  private static String picture(List<String> lines, String command) {
    int width = (int) Math.ceil(COLUMNS * ADVANCE) + 2 * PADDING;
    int height = lines.size() * LINE_HEIGHT + 2 * PADDING;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
        role="img">
        <title>%3$s</title>
        """
            .formatted(width, height, escaped("Output of " + command)));
    svg.append(STYLE);
    svg.append(
        """
        <rect x="0.5" y="0.5" width="%d" height="%d" rx="8" fill="#151b23" stroke="#3d444d"/>
        """
            .formatted(width - 1, height - 1));
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        line(lines.get(i), PADDING + i * LINE_HEIGHT + FONT_SIZE, svg);
      }
    }
    return svg.append("</svg>\n").toString();
  }

  private static void line(String line, int y, StringBuilder svg) {
    String plain = ESCAPE.matcher(line).replaceAll("");
    int blanks = plain.length() - plain.stripLeading().length();
    svg.append(
        "<text xml:space=\"preserve\" x=\"%s\" y=\"%d\" textLength=\"%s\">"
            .formatted(
                number(PADDING + blanks * ADVANCE),
                y,
                number((plain.length() - blanks) * ADVANCE)));
    String ink = "";
    int at = 0;
    int skip = blanks;
    Matcher escape = ESCAPE.matcher(line);
    while (at < line.length()) {
      boolean found = escape.find(at);
      String part = line.substring(at, found ? escape.start() : line.length());
      int cut = Math.min(skip, part.length());
      skip -= cut;
      span(part.substring(cut), ink, svg);
      if (!found) {
        break;
      }
      ink = ink(escape.group(1));
      at = escape.end();
    }
    svg.append("</text>\n");
  }

  private static void span(String text, String ink, StringBuilder svg) {
    if (text.isEmpty()) {
      return;
    }
    svg.append(
        ink.isEmpty()
            ? escaped(text)
            : "<tspan class=\"%s\">%s</tspan>".formatted(ink, escaped(text)));
  }

  /// The CSS class for the parameters of an escape sequence; none for the reset.
  private static String ink(String parameters) {
    if (parameters.isEmpty() || parameters.equals("0")) {
      return "";
    }
    String ink = CLASSES.get(parameters);
    if (ink == null) {
      throw new IllegalArgumentException("no colour for the escape sequence `" + parameters + "m`");
    }
    return ink;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// With one digit, and without binary noise.
  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
