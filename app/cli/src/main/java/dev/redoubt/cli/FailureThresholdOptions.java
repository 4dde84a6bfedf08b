package dev.redoubt.cli;

import dev.redoubt.findings.Severity;
import dev.redoubt.findings.result.FailureThreshold;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Options for the severity threshold that fails a run.
final class FailureThresholdOptions {

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      defaultValue = "high",
      converter = LevelName.class,
      completionCandidates = LevelNames.class,
      description =
          "Exit with code 1 if there is a violation of this severity or higher:"
              + " ${COMPLETION-CANDIDATES}. Default: high.")
  private Level failOn = Level.NEVER;

  @Option(
      names = "--fail-on-unknown",
      paramLabel = "LEVEL",
      converter = LevelName.class,
      completionCandidates = LevelNames.class,
      description =
          "Exit with code 1 if there is an unknown verdict of this severity or higher. Default:"
              + " high, or never with `--fail-on never`.")
  private @Nullable Level failOnUnknown;

  FailureThreshold threshold() {
    Level unknown = failOnUnknown;
    if (unknown == null) {
      unknown = failOn.severity() == null ? Level.NEVER : new Level(Severity.HIGH);
    }
    return new FailureThreshold(failOn.severity(), unknown.severity());
  }

  /// A severity, or never.
  record Level(@Nullable Severity severity) {
    static final Level NEVER = new Level(null);
  }

  /// `low` to `critical`, or `never`.
  static final class LevelName implements ITypeConverter<Level> {
    @Override
    public Level convert(String value) {
      String word = value.toLowerCase(Locale.ROOT);
      if (word.equals("never")) {
        return Level.NEVER;
      }
      for (Severity severity : Severity.values()) {
        if (severity.word().equals(word)) {
          return new Level(severity);
        }
      }
      throw new TypeConversionException(
          "`" + value + "` is not one of " + String.join(", ", LevelNames.WORDS));
    }
  }

  /// For help and completion.
  static final class LevelNames implements Iterable<String> {
    static final List<String> WORDS = List.of("low", "medium", "high", "critical", "never");

    @Override
    public Iterator<String> iterator() {
      return WORDS.iterator();
    }
  }
}
