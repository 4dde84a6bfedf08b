package dev.redoubt.scan;

import java.util.Collection;
import java.util.Comparator;

/// What a scan says of a file, from best to worst for who wants to load it.
public enum ScanVerdict {
  /// Everything was understood, and nothing of it acts when it is loaded.
  CLEAN,
  /// Understood, and not what a model needs: it may be harmless.
  SUSPICIOUS,
  /// Not understood: damaged, encrypted, larger or deeper than any model, or in a way that cannot
  /// be resolved. To be kept apart like something malicious, and never passed.
  UNREADABLE,
  /// Loading it runs what nobody needs for a model.
  MALICIOUS;

  /// The worst of them; clean where there is none.
  public static ScanVerdict worst(Collection<ScanVerdict> verdicts) {
    return verdicts.stream().max(Comparator.naturalOrder()).orElse(CLEAN);
  }
}
