package dev.redoubt.workspace.exemption;

import dev.redoubt.bicep.syntax.BicepComment;
import java.util.List;
import java.util.regex.Pattern;

/// The lines that the comments of a file apply to: a comment's own if it follows something,
/// otherwise the next line that is neither blank nor a comment, with the decorators that begin
/// there.
final class ExemptedLines {

  private static final Pattern DECLARATION =
      Pattern.compile("\\s*(resource|module|param|var|output|type|func)\\b.*");

  /// The first and the last line.
  record Range(int first, int last) {}

  private final List<BicepComment> comments;
  private final List<String> lines;

  /// The lines without their comments; comments are blanks.
  private final StringBuilder[] code;

  ExemptedLines(List<BicepComment> comments, List<String> lines) {
    this.comments = comments;
    this.lines = lines;
    this.code = new StringBuilder[lines.size()];
    for (int i = 0; i < code.length; i++) {
      code[i] = new StringBuilder(lines.get(i));
    }
    for (BicepComment comment : comments) {
      for (int line = comment.line(); line <= Math.min(comment.endLine(), code.length); line++) {
        StringBuilder text = code[line - 1];
        int from = line == comment.line() ? comment.column() - 1 : 0;
        int to = line == comment.endLine() ? comment.endColumn() - 1 : text.length();
        for (int i = from; i < Math.min(to, text.length()); i++) {
          text.setCharAt(i, ' ');
        }
      }
    }
  }

  /// The lines that a comment applies to.
  Range of(int comment) {
    BicepComment own = comments.get(comment);
    if (!code(own.line())
        .substring(0, Math.min(code(own.line()).length(), own.column() - 1))
        .isBlank()) {
      return new Range(own.line(), own.line());
    }
    int line = own.endLine();
    if (code(line).isBlank()) {
      do {
        line++;
      } while (line <= lines.size() && code(line).isBlank());
    }
    int last = line;
    if (code(line).stripLeading().startsWith("@")) {
      while (last <= lines.size() && !DECLARATION.matcher(code(last)).matches()) {
        last++;
      }
    }
    return new Range(line, last);
  }

  private String code(int line) {
    return line >= 1 && line <= code.length ? code[line - 1].toString() : "";
  }
}
