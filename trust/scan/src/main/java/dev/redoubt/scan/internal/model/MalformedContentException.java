package dev.redoubt.scan.internal.model;

import java.io.Serial;

/// Content that violates its format, or exceeds what any model needs. An analyzer turns it into a
/// detection with the verdict unreadable.
public final class MalformedContentException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final long offset;

  /// Content that cannot be parsed further.
  ///
  /// @param offset in bytes from the start of the content
  /// @param message for the report
  public MalformedContentException(long offset, String message) {
    super(message, null, false, false);
    this.offset = Math.max(0, offset);
  }

  /// The position, in bytes from the start of the content.
  public long offset() {
    return offset;
  }

  /// The message for the report.
  public String message() {
    return String.valueOf(getMessage());
  }
}
