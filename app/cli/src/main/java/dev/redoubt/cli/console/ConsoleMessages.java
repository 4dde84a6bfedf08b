package dev.redoubt.cli.console;

import dev.redoubt.text.SpellingSuggestions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Texts of messages on standard error.
public final class ConsoleMessages {

  /// What picocli says about a value that is not a constant of an enum.
  private static final Pattern NOT_A_CONSTANT =
      Pattern.compile("(?s)(.*: )expected one of \\[[^]]*] \\(case-[a-z]+\\) but was '(.*)'");

  private ConsoleMessages() {}

  /// A path as it appears in messages.
  public static String quoted(Path path) {
    return printable("`" + (path.toString().isEmpty() ? "." : path) + "`");
  }

  /// The text with control characters escaped, so that untrusted input cannot control the terminal.
  public static String printable(String text) {
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

  /// The reason for an I/O error, in a few words.
  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "a file with the name of the folder exists";
      default -> Objects.requireNonNullElse(e.getMessage(), "I/O error");
    };
  }

  /// The message for invalid command line arguments.
  public static String ofUsage(ParameterException wrong) {
    return printable(
        switch (wrong) {
          case UnmatchedArgumentException unmatched -> unmatched(unmatched);
          case MissingParameterException missing ->
              lowerFirst(Objects.requireNonNullElse(missing.getMessage(), "missing value"));
          default -> lowerFirst(withWordsAsWritten(wrong));
        });
  }

  /// The message, in which the values of an enum are the words that the help shows, and not the
  /// names of constants.
  private static String withWordsAsWritten(ParameterException wrong) {
    String message = Objects.requireNonNullElse(wrong.getMessage(), "invalid arguments");
    Matcher matcher = NOT_A_CONSTANT.matcher(message);
    if (!matcher.matches()
        || wrong.getArgSpec() == null
        || wrong.getArgSpec().completionCandidates() == null) {
      return message;
    }
    return matcher.group(1)
        + "`"
        + matcher.group(2)
        + "` is not one of "
        + String.join(", ", wrong.getArgSpec().completionCandidates());
  }

  private static String unmatched(UnmatchedArgumentException wrong) {
    String word = wrong.getUnmatched().isEmpty() ? "" : wrong.getUnmatched().getFirst();
    String what = wrong.isUnknownOption() ? "unknown option" : "unknown command or argument";
    List<String> suggestions = wrong.getSuggestions();
    // of options, picocli suggests long ones first that share pairs of letters
    String near =
        SpellingSuggestions.ending(
            word,
            wrong.isUnknownOption()
                ? wrong.getCommandLine().getCommandSpec().optionsMap().keySet()
                : suggestions);
    String other = suggestions.isEmpty() ? "" : "; did you mean `" + suggestions.getFirst() + "`?";
    return what + " `" + word + "`" + (near.isEmpty() ? other : near);
  }

  private static String lowerFirst(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
