package dev.redoubt.ledger.internal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Objects;

/// Describes in plain words why a file cannot be read or written.
public final class IoErrorMessages {

  private IoErrorMessages() {}

  /// The reason alone, such as `permission denied`.
  public static String words(IOException fault) {
    String reason =
        fault instanceof FileSystemException file
            ? Objects.requireNonNullElse(file.getReason(), "")
            : Objects.requireNonNullElse(fault.getMessage(), "");
    String lower = reason.toLowerCase(Locale.ROOT);
    return switch (fault) {
      case NoSuchFileException _ -> "no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      case ClosedByInterruptException _ -> "interrupted";
      default -> {
        if (isFull(lower)) {
          yield "no space left on the disk";
        }
        yield lower.isEmpty() ? "input/output error" : lower;
      }
    };
  }

  private static boolean isFull(String reason) {
    return reason.contains("no space left")
        || reason.contains("not enough space")
        || reason.contains("quota exceeded");
  }
}
