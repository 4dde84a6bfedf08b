package dev.redoubt.signing.refusal;

import java.util.List;
import java.util.stream.Collectors;

/// Thrown when an input cannot be read or must not be accepted, or when a model cannot be signed.
///
/// This is an expected outcome with a message for the user; nothing of the input was trusted.
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<RefusalReason> reasons;

  /// @param reasons at least one
  public RefusedException(List<RefusalReason> reasons) {
    super(reasons.stream().map(RefusalReason::toString).collect(Collectors.joining("; ")));
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("a refusal needs a reason");
    }
    this.reasons = List.copyOf(reasons);
  }

  /// Creates an exception with one reason that applies to the whole.
  public RefusedException(String message) {
    this(List.of(RefusalReason.of(message)));
  }

  /// All reasons, at least one.
  public List<RefusalReason> reasons() {
    return reasons;
  }
}
