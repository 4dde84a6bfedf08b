package dev.redoubt.cli.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reports an internal error: one line for the user, the stack trace in a file.
public final class InternalError {

  private InternalError() {}

  /// Prints the error and returns the exit code.
  public static int report(Throwable error, PrintWriter err) {
    switch (error) {
      case OutOfMemoryError _ ->
          err.println(
              "redoubt: out of memory; set `REDOUBT_JAVA_OPTIONS=-Xmx4g` for 4 GB of heap, or name"
                  + " fewer inputs");
      default -> err.println("redoubt: internal error, please report it; " + details(error));
    }
    return ExitCode.INTERNAL;
  }

  private static String details(Throwable error) {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    try {
      Path file = Files.createTempFile("redoubt-error-", ".txt");
      Files.writeString(file, String.join("\n", new VersionInfo().getVersion()) + "\n" + trace);
      return "see `" + file + "` for the stack trace";
    } catch (IOException _) {
      return "exception: `" + error.getClass().getSimpleName() + "`";
    }
  }
}
