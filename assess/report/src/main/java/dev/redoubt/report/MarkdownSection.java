package dev.redoubt.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// A part of a Markdown report that is written as a whole or not at all.
///
/// @param kind what it has
/// @param text Markdown; ends with an empty line
record MarkdownSection(Kind kind, String text) {

  /// What a section has, in the order in which sections are left out if a report is too long.
  enum Kind {
    FIXES("the code of the fixes"),
    PRACTICES("best practices"),
    CONDITIONAL("checks that passed because of declared platform facts"),
    LOWERED("lower severities"),
    EXEMPT("exempt findings"),
    UNKNOWNS("unknown verdicts"),
    ERRORS("errors in the input");

    private final String title;

    Kind(String title) {
      this.title = title;
    }
  }

  /// As many sections as fit, in their order, and a line that names the others.
  ///
  /// @param limit in bytes of UTF-8, which are never fewer than characters
  static String joined(List<MarkdownSection> sections, long limit) {
    List<MarkdownSection> kept = new ArrayList<>(sections);
    List<MarkdownSection> left = new ArrayList<>();
    while (true) {
      String text =
          kept.stream().map(MarkdownSection::text).collect(Collectors.joining()) + note(left);
      if (kept.isEmpty() || length(text) <= limit) {
        return text;
      }
      MarkdownSection first =
          kept.stream().min(Comparator.comparing(MarkdownSection::kind)).orElseThrow();
      kept.remove(first);
      left.add(first);
    }
  }

  /// The bytes that errors and the line about what is left out need; violations leave that room.
  static long needed(List<MarkdownSection> sections) {
    return length(note(sections))
        + sections.stream()
            .filter(each -> each.kind() == Kind.ERRORS)
            .mapToLong(each -> length(each.text()))
            .sum();
  }

  /// The number of bytes in UTF-8.
  static long length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String note(List<MarkdownSection> left) {
    return left.isEmpty()
        ? ""
        : "Left out, because the report would be too long for GitHub: "
            + left.stream().map(each -> each.kind().title).collect(Collectors.joining(", "))
            + ". The console report and `--format json` have them.\n\n";
  }
}
