package dev.redoubt.signing.refusal;

import java.util.List;
import java.util.stream.Collectors;

/// Something of somebody else's cannot be read or may not be accepted, or a model cannot be signed.
///
/// Expected, and said in words for the user; nothing was trusted.
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

  /// For one reason that is about the whole.
  public RefusedException(String message) {
    this(List.of(RefusalReason.of(message)));
  }

  /// All that is wrong, at least one.
  public List<RefusalReason> reasons() {
    return reasons;
  }
}
