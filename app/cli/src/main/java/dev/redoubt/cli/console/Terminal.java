package dev.redoubt.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// The output streams of a command and their properties. Always UTF-8.
///
/// @param out receives reports
/// @param err receives everything else
/// @param outIsTerminal whether `out` is a terminal
/// @param errIsTerminal whether `err` is a terminal
/// @param environment the environment variables of the process
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Map<String, String> environment) {

  /// The width of a report in a file.
  public static final int DEFAULT_WIDTH = 80;

  /// Longer lines are hard to read, however wide the window is.
  private static final int MAX_WIDTH = 120;

  /// When to use colors.
  public enum Colour {
    AUTO,
    ALWAYS,
    NEVER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The terminal of this process. Java cannot tell for each stream whether it is a terminal; the
  /// launcher passes that in system properties.
  public static Terminal ofProcess() {
    return new Terminal(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        Boolean.getBoolean("redoubt.terminal.out"),
        Boolean.getBoolean("redoubt.terminal.err"),
        System.getenv());
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    Writer utf8 = new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8);
    return new PrintWriter(utf8, false);
  }

  /// The number of columns according to the variable `COLUMNS`, at most 120; 80 if it is not set.
  /// The launcher sets it on a terminal; who sets it elsewhere wants that width.
  public int width() {
    String columns = environment.getOrDefault("COLUMNS", "");
    if (!columns.matches("\\d{1,4}")) {
      return DEFAULT_WIDTH;
    }
    return Math.min(Integer.parseInt(columns), MAX_WIDTH);
  }

  /// Whether to use colors on `out`. The option takes precedence, then `NO_COLOR` and
  /// `CLICOLOR_FORCE` (no-color.org, bixense.com/clicolors), then whether it is a terminal.
  public boolean colour(Colour wish) {
    return switch (wish) {
      case ALWAYS -> true;
      case NEVER -> false;
      case AUTO -> {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
          yield false;
        }
        String force = environment.getOrDefault("CLICOLOR_FORCE", "");
        if (!force.isEmpty() && !force.equals("0")) {
          yield true;
        }
        yield outIsTerminal
            && !environment.getOrDefault("TERM", "").toLowerCase(Locale.ROOT).equals("dumb");
      }
    };
  }
}
