package dev.redoubt.yaml;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// The documents of a YAML 1.2 text.
///
/// @param documents in order. After an error, the last one ends where parsing ended: it contains
///   what was complete, without a key that lacks its value
/// @param error why parsing ended early
public record YamlStream(List<YamlDocument> documents, Optional<YamlError> error) {

  private static final Pattern ESCAPE_AT_END = Pattern.compile("\\\\[xuU]\\z");

  /// Copies the documents.
  public YamlStream {
    documents = List.copyOf(documents);
  }

  /// Parses all documents of a text. Never throws because of the text.
  public static YamlStream read(String text, YamlLimits limits) {
    return read(text, limits, Integer.MAX_VALUE);
  }

  /// Parses the first document of a text and ignores the rest.
  public static YamlStream first(String text, YamlLimits limits) {
    return read(text, limits, 1);
  }

  private static YamlStream read(String text, YamlLimits limits, int most) {
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(limits.characters()).build();
    YamlTreeBuilder builder = new YamlTreeBuilder(limits);
    Optional<YamlError> mistake;
    try {
      mistake = builder.read(new Parse(settings).parseString(text), most);
    } catch (MarkedYamlEngineException wrong) {
      mistake =
          syntax(
              wrong.getProblemMark().map(YamlStream::place).orElse(YamlPosition.NONE),
              String.valueOf(wrong.getProblem()));
    } catch (ReaderException wrong) {
      mistake = unprintable(text, wrong.getCodePoint());
    } catch (NumberFormatException _) {
      // The library lets this out where the text ends behind `\x`, and for `\UFFFFFFFF`.
      mistake =
          syntax(
              YamlPosition.NONE,
              ESCAPE_AT_END.matcher(text).find()
                  ? "incomplete escape sequence"
                  : "invalid escape sequence");
    } catch (YamlEngineException _) {
      mistake =
          Optional.of(
              new YamlError(
                  YamlError.Kind.TOO_LONG,
                  YamlPosition.NONE,
                  "longer than " + limits.characters() + " characters"));
    }
    return new YamlStream(builder.documents(), mistake);
  }

  static YamlPosition place(Mark mark) {
    return new YamlPosition(mark.getLine() + 1, mark.getColumn() + 1, mark.getIndex());
  }

  private static Optional<YamlError> syntax(YamlPosition at, String message) {
    return Optional.of(new YamlError(YamlError.Kind.SYNTAX, at, message));
  }

  /// Finds the first character that YAML does not allow: the library reports its position only
  /// within its last buffer.
  private static Optional<YamlError> unprintable(String text, int found) {
    int line = 1;
    int column = 1;
    int index = 0;
    for (int point : (Iterable<Integer>) text.codePoints()::iterator) {
      if (!StreamReader.isPrintable(point)) {
        return syntax(new YamlPosition(line, column, index), character(point));
      }
      line = point == '\n' ? line + 1 : line;
      column = point == '\n' ? 1 : column + 1;
      index++;
    }
    return syntax(YamlPosition.NONE, character(found));
  }

  private static String character(int point) {
    return "the character U+%04X is not allowed".formatted(point);
  }
}
