package dev.redoubt.scan.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/// Why something could not be read, in words for a report.
public final class UnreadableReasons {

  private static final int LENGTH = 160;

  private UnreadableReasons() {}

  public static String of(IOException cause) {
    return switch (cause) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "no permission to read it";
      case FileSystemException e when e.getReason() != null -> tidy(e.getReason());
      case EOFException _ -> "it ends too early";
      default -> tidy(cause.getMessage());
    };
  }

  /// A mistake of ours, so that it can be reported to us.
  public static String ofMistake(Throwable mistake) {
    StackTraceElement[] trace = mistake.getStackTrace();
    String at =
        trace.length == 0
            ? ""
            : " at %s:%d".formatted(trace[0].getFileName(), trace[0].getLineNumber());
    return mistake.getClass().getSimpleName() + at;
  }

  private static String tidy(@Nullable String message) {
    if (message == null || message.isBlank()) {
      return "no reason is known";
    }
    String line = message.strip().lines().findFirst().orElse("");
    return line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "…";
  }
}
