package dev.redoubt.cli;

import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.findings.Assessment.Input;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is said on standard error.
final class Messages {

  private Messages() {}

  static String quoted(Path path) {
    return "`" + (path.toString().isEmpty() ? "." : path) + "`";
  }

  /// `FILE:LINE: severity: message`, as compilers print it.
  static String ofProblem(Problem problem, SourceFiles files) {
    String word = problem.severity().name().toLowerCase(Locale.ROOT);
    String text = word + ": " + problem.message();
    return printable(
        problem.origin().isWritten()
            ? files.locate(problem.origin()) + ": " + text
            : "redoubt: " + text);
  }

  /// Control characters in somebody's input must not act on the terminal.
  private static String printable(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                clean.append("\\u{").append(Integer.toHexString(point)).append('}');
              } else {
                clean.appendCodePoint(point);
              }
            });
    return clean.toString();
  }

  static void sources(Sources sources, PrintWriter err) {
    for (Input input : sources.inputs()) {
      err.println(
          printable("taken: " + input.path() + " (" + input.kind() + "; " + input.why() + ")"));
    }
    for (Sources.Skipped skipped : sources.skipped()) {
      err.println(printable("not taken: " + skipped.name() + " (" + skipped.why() + ")"));
    }
  }

  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such folder";
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "a file is in the way of a folder";
      default -> Objects.requireNonNullElse(e.getMessage(), "input/output error");
    };
  }

  static String ofUsage(ParameterException wrong) {
    return printable(
        switch (wrong) {
          case UnmatchedArgumentException unmatched -> unmatched(unmatched);
          case MissingParameterException missing ->
              lowerFirst(Objects.requireNonNullElse(missing.getMessage(), "a value is missing"));
          default -> lowerFirst(Objects.requireNonNullElse(wrong.getMessage(), "wrong usage"));
        });
  }

  private static String unmatched(UnmatchedArgumentException wrong) {
    String word = wrong.getUnmatched().isEmpty() ? "" : wrong.getUnmatched().getFirst();
    String what = wrong.isUnknownOption() ? "unknown option" : "unknown command or argument";
    List<String> suggestions = wrong.getSuggestions();
    String hint = suggestions.isEmpty() ? "" : "; did you mean `" + suggestions.getFirst() + "`?";
    return what + " `" + word + "`" + hint;
  }

  private static String lowerFirst(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  static String unknownControl(String id, Collection<String> known) {
    String near = suggestion(id, known);
    return "no control is called `" + id + "`" + near + " `redoubt controls list` shows all";
  }

  /// `; did you mean X?` with the word that is nearest, or nothing where none is near.
  static String suggestion(String word, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt((String each) -> distance(word, each))
                .thenComparing(each -> each))
        .filter(each -> distance(word, each) <= Math.max(3, word.length() / 3))
        .map(each -> "; did you mean `" + each + "`?")
        .orElse("");
  }

  /// Levenshtein's distance.
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], above) + 1, diagonal + change);
        diagonal = above;
      }
    }
    return row[row.length - 1];
  }
}
