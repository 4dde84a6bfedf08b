package dev.redoubt.documents;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A document, split into prose and code by the rules of GitHub.
///
/// @param name its path below the root
/// @param prose its lines, with blank lines for fenced code
/// @param fences its fenced code, in order
record MarkdownPage(Path file, String name, List<String> prose, List<Fence> fences) {

  private static final Pattern FENCE = Pattern.compile("^(\\s*)(`{3,}|~{3,})\\s*([^`]*)$");
  private static final Pattern CODE_SPAN =
      Pattern.compile("(?<!`)(`+)(?!`)((?:(?!\\n\\s*\\n).)+?)(?<!`)\\1(?!`)", Pattern.DOTALL);
  private static final Pattern HEADING = Pattern.compile("^ {0,3}#{1,6}\\s+(.*?)\\s*#*\\s*$");
  private static final Pattern EXPLICIT_ANCHOR =
      Pattern.compile("<a\\s+(?:id|name)=\"([^\"]+)\"\\s*>");
  private static final Pattern LINK_IN_HEADING = Pattern.compile("!?\\[([^\\]]*)]\\([^)]*\\)");
  private static final Pattern NOT_IN_A_SLUG = Pattern.compile("[^\\p{L}\\p{N}\\p{M}_ -]");

  /// Fenced code.
  ///
  /// @param line of its opening fence, from 1
  /// @param info the text after the opening fence
  record Fence(int line, String info, List<String> lines) {

    String language() {
      return info.split("\\s", 2)[0];
    }

    /// The number of one of its lines in the page.
    int lineOf(int index) {
      return line + 1 + index;
    }
  }

  /// A piece of code within a sentence.
  ///
  /// @param line where it begins, from 1
  record CodeSpan(int line, String text) {}

  static MarkdownPage read(Path file) {
    return of(file, Repository.name(file), Repository.text(file));
  }

  static MarkdownPage of(Path file, String name, String text) {
    List<String> prose = new ArrayList<>();
    List<Fence> fences = new ArrayList<>();
    String indent = "";
    String closing = "";
    List<String> code = List.of();
    for (String line : text.lines().toList()) {
      Matcher fence = FENCE.matcher(line);
      if (closing.isEmpty() && fence.matches()) {
        indent = fence.group(1);
        closing = fence.group(2);
        code = new ArrayList<>();
        fences.add(new Fence(prose.size() + 1, fence.group(3).strip(), code));
      } else if (!closing.isEmpty() && line.strip().matches(closing.charAt(0) + "{3,}")) {
        closing = line.strip().startsWith(closing) ? "" : closing;
      } else if (!closing.isEmpty()) {
        code.add(line.startsWith(indent) ? line.substring(indent.length()) : line.strip());
      } else {
        prose.add(line);
        continue;
      }
      prose.add("");
    }
    return new MarkdownPage(file, name, List.copyOf(prose), List.copyOf(fences));
  }

  /// The prose with spaces for code spans, so that offsets remain.
  String withoutCode() {
    return CODE_SPAN
        .matcher(String.join("\n", prose))
        .replaceAll(span -> span.group().replaceAll("[^\\n]", " "));
  }

  /// Code within sentences.
  List<CodeSpan> codeSpans() {
    String text = String.join("\n", prose);
    return CODE_SPAN
        .matcher(text)
        .results()
        .map(
            span ->
                new CodeSpan(
                    lineAt(text, span.start()), span.group(2).replaceAll("\\s*\\n\\s*", " ")))
        .toList();
  }

  /// The number of the line, from 1, in which a character of a text is.
  static int lineAt(String text, int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(each -> each == '\n').count();
  }

  /// The targets of `#...` links: headings by the rules of GitHub, and explicit anchors.
  Set<String> anchors() {
    Set<String> anchors = new LinkedHashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : prose) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String slug = slug(heading.group(1));
        int before = seen.merge(slug, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? slug : slug + "-" + before);
      }
    }
    EXPLICIT_ANCHOR.matcher(withoutCode()).results().forEach(each -> anchors.add(each.group(1)));
    return anchors;
  }

  /// The anchor of a heading: lower case, without markup and punctuation, `-` for each space.
  private static String slug(String heading) {
    String plain =
        EXPLICIT_ANCHOR
            .matcher(LINK_IN_HEADING.matcher(heading).replaceAll("$1"))
            .replaceAll("")
            .replace("</a>", "")
            .strip()
            .toLowerCase(Locale.ROOT);
    return NOT_IN_A_SLUG.matcher(plain).replaceAll("").replace(' ', '-');
  }
}
