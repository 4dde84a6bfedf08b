package dev.redoubt.cli.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/// The end of a run that a fault of Redoubt or of the machine has ended: one line for the user, the
/// details in a file.
public final class InternalError {

  private InternalError() {}

  /// Says what happened, and returns the exit code.
  public static int report(Throwable fault, PrintWriter err) {
    switch (fault) {
      case OutOfMemoryError _ ->
          err.println(
              "redoubt: out of memory; `REDOUBT_JAVA_OPTIONS=-Xmx4g` allows 4 GB, or name fewer"
                  + " inputs");
      default ->
          err.println("redoubt: a fault of Redoubt itself, please report it; " + details(fault));
    }
    return ExitCode.INTERNAL;
  }

  private static String details(Throwable fault) {
    StringWriter trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace));
    try {
      Path file = Files.createTempFile("redoubt-fault-", ".txt");
      Files.writeString(file, String.join("\n", new VersionInfo().getVersion()) + "\n" + trace);
      return "the details are in `" + file + "`";
    } catch (IOException _) {
      return "its kind is `" + fault.getClass().getSimpleName() + "`";
    }
  }
}
