package dev.redoubt.cli;

import dev.redoubt.cli.console.LibraryLogging;
import dev.redoubt.cli.console.Terminal;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/// Runs the most frequent commands so that the JVM can record them in its AOT cache. The launcher
/// runs it after a build; it prints nothing.
public final class AotTraining {

  private AotTraining() {}

  /// Runs the commands on each path; without paths, only the commands that need none.
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
    Terminal discarded =
        new Terminal(
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(Writer.nullWriter()),
            false,
            false,
            System.getenv());
    Main.run(discarded, arguments);
  }
}
