package dev.redoubt.cli;

import dev.redoubt.cli.console.LibraryLogging;
import dev.redoubt.cli.console.Terminal;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/// Runs what users run most, so that the JVM can record it in its AOT cache. Run by the launcher
/// after a build; prints nothing.
public final class AotTraining {

  private AotTraining() {}

  /// Runs the commands on each of the paths; without one, those that need none.
  public static void main(String[] paths) {
    LibraryLogging.off();
    run("--help");
    run("--version");
    run("help", "assess");
    run("controls", "list");
    run("assess", "--an-option-that-is-not-there");
    for (String path : List.of(paths)) {
      for (String format : List.of("console", "json", "sarif")) {
        run("assess", path, "--format", format, "--color", "always");
      }
      run("expand", path);
    }
  }

  private static void run(String... arguments) {
    Terminal nowhere =
        new Terminal(
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(Writer.nullWriter()),
            false,
            false,
            Map.of());
    Main.run(nowhere, arguments);
  }
}
