package dev.redoubt.scan;

import java.util.Collection;
import java.util.Comparator;

/// The verdict on a file, ordered from best to worst.
public enum ScanVerdict {
  /// The scanner understood the whole file, and nothing in it acts when the file is loaded.
  CLEAN,
  /// The scanner understood the file, and found something that a model does not need; it may be
  /// harmless.
  SUSPICIOUS,
  /// Damaged, encrypted, beyond a limit, of an unknown format, or impossible to resolve. Treat it
  /// like a malicious file; it never passes.
  UNREADABLE,
  /// Loading the file runs something that no model needs.
  MALICIOUS;

  /// The worst of several verdicts; clean if there are none.
  public static ScanVerdict worst(Collection<ScanVerdict> verdicts) {
    return verdicts.stream().max(Comparator.naturalOrder()).orElse(CLEAN);
  }
}
