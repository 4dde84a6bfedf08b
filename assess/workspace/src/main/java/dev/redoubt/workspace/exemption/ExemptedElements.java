package dev.redoubt.workspace.exemption;

import dev.redoubt.bicep.syntax.BicepComment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// The elements that the comments of a file apply to: the one before a comment that ends its line,
/// otherwise the next one, which may be on a later line that is neither blank nor a comment. An
/// element is as much of an object, a property or a declaration as is on one line; decorators
/// belong to the declaration below them.
final class ExemptedElements {

  private static final Pattern DECLARATION =
      Pattern.compile("\\s*(resource|module|param|var|output|type|func)\\b.*");

  /// The language of a file.
  enum Language {
    BICEP("'", true),
    JSON("\"'", false),
    /// JSON in UTF-16.
    WIDE_JSON("\"'", false),
    YAML("\"'", true);

    private final String quotes;
    private final boolean hasOneDeclarationALine;

    Language(String quotes, boolean hasOneDeclarationALine) {
      this.quotes = quotes;
      this.hasOneDeclarationALine = hasOneDeclarationALine;
    }

    /// The width of a text as origins count columns.
    private int width(String text) {
      return switch (this) {
        case BICEP, WIDE_JSON -> text.length();
        case JSON -> text.getBytes(StandardCharsets.UTF_8).length;
        case YAML -> text.codePointCount(0, text.length());
      };
    }
  }

  private final List<BicepComment> comments;
  private final Language language;

  /// The lines without their comments, which are blanks.
  private final String[] code;

  /// The elements of the last line that was asked for; a minified file is one line.
  private LineElements elements = new LineElements("", "");

  private int elementsLine;

  ExemptedElements(List<BicepComment> comments, List<String> lines, Language language) {
    this.comments = comments;
    this.language = language;
    StringBuilder[] blanked = new StringBuilder[lines.size()];
    for (BicepComment comment : comments) {
      for (int line = comment.line(); line <= Math.min(comment.endLine(), lines.size()); line++) {
        if (blanked[line - 1] == null) {
          blanked[line - 1] = new StringBuilder(lines.get(line - 1));
        }
        StringBuilder text = blanked[line - 1];
        int from = line == comment.line() ? comment.column() - 1 : 0;
        int to = line == comment.endLine() ? comment.endColumn() - 1 : text.length();
        for (int i = from; i < Math.min(to, text.length()); i++) {
          text.setCharAt(i, ' ');
        }
      }
    }
    this.code = new String[lines.size()];
    for (int i = 0; i < code.length; i++) {
      code[i] = blanked[i] == null ? lines.get(i) : blanked[i].toString();
    }
  }

  /// What a comment applies to. To be called in the order of the comments.
  ExemptedRange of(int comment) {
    BicepComment own = comments.get(comment);
    int begin = own.column() - 1;
    LineElements before = elements(own.line());
    if (before.next(0) < begin) {
      int next = before.next(own.endColumn() - 1);
      return own.line() != own.endLine() || before.isEndOrClosing(next)
          ? element(own.line(), before.before(begin), begin)
          : element(own.line(), next, before.end(next));
    }
    int line = own.endLine();
    while (line <= code.length && code(line).isBlank()) {
      line++;
    }
    LineElements after = elements(line);
    int next = after.next(0);
    if (code(line).startsWith("@", next)) {
      return new ExemptedRange(
          line, next + 1, next + 1, declaration(line), ExemptedRange.MAX_COLUMN, true);
    }
    return element(line, next, after.end(next));
  }

  /// The line of the declaration that decorators belong to.
  private int declaration(int decorator) {
    int line = decorator;
    while (line <= code.length && !DECLARATION.matcher(code(line)).matches()) {
      line++;
    }
    return line;
  }

  /// @param begin the index of its first character
  /// @param end the index after its last character
  private ExemptedRange element(int line, int begin, int end) {
    return new ExemptedRange(
        line,
        column(line, begin),
        column(line, elements(line).value(begin)),
        line,
        Math.max(column(line, begin), column(line, end) - 1),
        language.hasOneDeclarationALine);
  }

  private int column(int line, int index) {
    String text = code(line);
    int last = Math.min(Math.min(index, text.length()), ExemptedRange.MAX_COLUMN);
    return 1 + language.width(text.substring(0, last));
  }

  private LineElements elements(int line) {
    if (line != elementsLine) {
      elements = new LineElements(code(line), language.quotes);
      elementsLine = line;
    }
    return elements;
  }

  private String code(int line) {
    return line >= 1 && line <= code.length ? code[line - 1] : "";
  }
}
