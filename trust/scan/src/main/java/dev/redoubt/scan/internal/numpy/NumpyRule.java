package dev.redoubt.scan.internal.numpy;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// Rules about NumPy arrays.
public enum NumpyRule implements DetectionRule {
  DAMAGED(
      "numpy-damaged",
      "NumPy array is damaged",
      "The header does not follow the format, or the data is shorter or longer than the header"
          + " declares. Download the file again.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  HEADER(
      "numpy-header",
      "NumPy header contains an expression",
      "Old readers evaluate the header as a Python expression. This header contains more than the"
          + " three values of the format.",
      ScanVerdict.MALICIOUS,
      DetectionSeverity.CRITICAL),
  OBJECTS(
      "numpy-objects",
      "NumPy array of Python objects",
      "The array contains a pickle, which was scanned as well. Load it with `allow_pickle=False`,"
          + " unless you need the objects.",
      ScanVerdict.CLEAN,
      DetectionSeverity.LOW);

  private final Description description;

  NumpyRule(String id, String title, String help, ScanVerdict verdict, DetectionSeverity severity) {
    this.description = new Description(id, title, help, verdict, severity);
  }

  @Override
  public Description description() {
    return description;
  }
}
