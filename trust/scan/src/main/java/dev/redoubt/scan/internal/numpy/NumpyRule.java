package dev.redoubt.scan.internal.numpy;

import dev.redoubt.scan.Rule;
import dev.redoubt.scan.Severity;
import dev.redoubt.scan.Verdict;

/// What is found about arrays of NumPy.
public enum NumpyRule implements Rule {
  DAMAGED(
      "numpy-damaged",
      "is no whole array",
      "Its header cannot be read as the format says, or less or more data follows than"
          + " it announces. Fetch the file again.",
      Verdict.UNREADABLE,
      Severity.MEDIUM),
  HEADER(
      "numpy-header",
      "header that is more than values",
      "The header is evaluated as an expression of Python by old readers, and this one"
          + " is more than the three values that belong there.",
      Verdict.MALICIOUS,
      Severity.CRITICAL),
  OBJECTS(
      "numpy-objects",
      "array of objects",
      "It holds a pickle, which was looked at. Load it with `allow_pickle=False` unless"
          + " you need it.",
      Verdict.CLEAN,
      Severity.LOW);

  private final Description description;

  NumpyRule(String id, String title, String help, Verdict verdict, Severity severity) {
    this.description = new Description(id, title, help, verdict, severity);
  }

  @Override
  public Description description() {
    return description;
  }
}
