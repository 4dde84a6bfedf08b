package dev.redoubt.ledger;

/// What verification found in a file of a log.
///
/// @param file relative to the log
/// @param offset in bytes from the beginning of the file; -1 where the whole file is meant
/// @param message what is wrong, for the user
public record AuditFinding(Severity severity, String file, long offset, String message) {

  /// How bad it is.
  public enum Severity {
    /// The log is not what its checkpoint says, or that cannot be told.
    PROBLEM,
    /// Odd, and no proof of anything.
    WARNING,
    /// Allowed, and worth knowing.
    NOTE
  }
}
