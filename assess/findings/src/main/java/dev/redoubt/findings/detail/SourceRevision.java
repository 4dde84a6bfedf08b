package dev.redoubt.findings.detail;

import java.util.List;

/// The version of the files that were assessed.
///
/// @param commit the id of the commit, in hexadecimal
/// @param differing the inputs that differ from the commit or are not in it; empty if all inputs
///   are those of the commit
public record SourceRevision(String commit, List<String> differing) {

  public SourceRevision {
    differing = List.copyOf(differing);
  }

  /// Whether all inputs are those of the commit.
  public boolean isExact() {
    return differing.isEmpty();
  }
}
