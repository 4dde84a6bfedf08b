package dev.redoubt.ledger.format;

/// Thrown when a text or a file does not have the format that its specification requires. The
/// message is for the user and explains what is wrong.
public final class MalformedLogException extends Exception {

  private static final long serialVersionUID = 1;

  private final long offset;

  /// @param message what is wrong, in lower case
  public MalformedLogException(String message) {
    this(message, -1);
  }

  /// @param message what is wrong, in lower case
  /// @param offset of the error in bytes from the beginning; -1 if it is not known
  public MalformedLogException(String message, long offset) {
    super(message);
    this.offset = offset;
  }

  /// The message; never null.
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /// The offset of the error in bytes from the beginning of the input; -1 if it is not known.
  public long offset() {
    return offset;
  }
}
