package dev.redoubt.scan.internal.model;

import java.io.Serial;

/// Content that its format does not allow, or that exceeds what any model needs. An analyser turns
/// it into a detection whose verdict is unreadable.
public final class MalformedContentException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final long offset;

  /// Content that cannot be read further.
  ///
  /// @param offset in bytes from the start of the content, where it stops making sense
  /// @param message in the user's words
  public MalformedContentException(long offset, String message) {
    super(message, null, false, false);
    this.offset = Math.max(0, offset);
  }

  /// Where, in bytes from the start of the content.
  public long offset() {
    return offset;
  }

  /// What, in the user's words.
  public String message() {
    return String.valueOf(getMessage());
  }
}
