package dev.redoubt.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// Where a command writes to, and what is known of whoever reads it. Always UTF-8.
///
/// @param out reports
/// @param err everything else
/// @param outIsTerminal whether a person sees `out` as it is written
/// @param errIsTerminal the same for `err`
/// @param environment the variables of the process
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Map<String, String> environment) {

  private static final int DEFAULT_WIDTH = 80;

  /// Longer lines are hard to read, however wide the window is.
  private static final int MAX_WIDTH = 120;

  /// When to use colours.
  public enum Colour {
    AUTO,
    ALWAYS,
    NEVER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The terminal of this process. Whether there is one, Java cannot tell for each stream; the
  /// launcher can, and says so in system properties.
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

  /// Columns of the window where it tells them, within what reads well; 80 elsewhere.
  public int width() {
    String columns = environment.getOrDefault("COLUMNS", "");
    if (!outIsTerminal || !columns.matches("\\d{1,4}")) {
      return DEFAULT_WIDTH;
    }
    return Math.min(Integer.parseInt(columns), MAX_WIDTH);
  }

  /// Whether `out` takes colours. An explicit wish counts first, then `NO_COLOR` and
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
