package dev.redoubt.findings.detail;

import java.util.List;

/// The version of what was assessed.
///
/// @param commit the id of the commit, in hexadecimal
/// @param differing the inputs that differ from the commit or are not in it; empty if all inputs
///   are those of the commit
public record SourceRevision(String commit, List<String> differing) {

  /// Enough digits to tell the commits of a repository apart.
  private static final int DIGITS = 12;

  public SourceRevision {
    differing = List.copyOf(differing);
  }

  /// Whether all inputs are those of the commit.
  public boolean isExact() {
    return differing.isEmpty();
  }

  /// `commit 4f2c18a09b7e`; `commit 4f2c18a09b7e with 2 inputs that are not of it`.
  public String words() {
    int others = differing.size();
    String start = "commit " + commit.substring(0, Math.min(DIGITS, commit.length()));
    return switch (others) {
      case 0 -> start;
      case 1 -> start + " with 1 input that is not of it";
      default -> start + " with " + others + " inputs that are not of it";
    };
  }
}
