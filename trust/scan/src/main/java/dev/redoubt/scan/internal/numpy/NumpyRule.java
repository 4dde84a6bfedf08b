package dev.redoubt.scan.internal.numpy;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// What is found about arrays of NumPy.
public enum NumpyRule implements DetectionRule {
  DAMAGED(
      "numpy-damaged",
      "is no whole array",
      "Its header cannot be read as the format says, or less or more data follows than"
          + " it announces. Fetch the file again.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  HEADER(
      "numpy-header",
      "header that is more than values",
      "The header is evaluated as an expression of Python by old readers, and this one"
          + " is more than the three values that belong there.",
      ScanVerdict.MALICIOUS,
      DetectionSeverity.CRITICAL),
  OBJECTS(
      "numpy-objects",
      "array of objects",
      "It holds a pickle, which was looked at. Load it with `allow_pickle=False` unless"
          + " you need it.",
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
