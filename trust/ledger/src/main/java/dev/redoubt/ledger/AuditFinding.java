package dev.redoubt.ledger;

/// A problem, warning or note about a file of a log, found by [LogAudit].
///
/// @param file relative to the log
/// @param offset in bytes from the beginning of the file; -1 for the whole file
/// @param message what is wrong, for the user
public record AuditFinding(Severity severity, String file, long offset, String message) {

  /// The severity of a finding.
  public enum Severity {
    /// The log does not match its checkpoint, or this cannot be determined.
    PROBLEM,
    /// Unusual, but not evidence of tampering.
    WARNING,
    /// Allowed, but worth knowing.
    NOTE
  }
}
