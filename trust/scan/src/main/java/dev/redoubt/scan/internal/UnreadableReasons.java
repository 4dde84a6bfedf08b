package dev.redoubt.scan.internal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/// Describes for a report why something could not be read.
public final class UnreadableReasons {

  private static final int LENGTH = 160;

  private UnreadableReasons() {}

  public static String of(IOException cause) {
    return switch (cause) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException e when e.getReason() != null -> tidy(e.getReason());
      case EOFException _ -> "unexpected end of data";
      default -> tidy(cause.getMessage());
    };
  }

  /// Describes an internal error in a form that helps to report the bug.
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
      return "unknown reason";
    }
    String line = message.strip().lines().findFirst().orElse("");
    return line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "…";
  }
}
