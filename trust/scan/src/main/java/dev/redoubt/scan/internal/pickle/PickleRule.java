package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// Rules about pickles.
enum PickleRule implements DetectionRule {
  ARGUMENT(
      "pickle-argument",
      "Pickle makes a call that the allow list forbids",
      "An allowed function or class is called in a way that no model needs, for example a"
          + " constructor that reads a file. Save the model again with its own library.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  BROKEN(
      "pickle-broken",
      "Pickle is damaged or truncated",
      "Python stops here with an error, after it ran everything before. Get an undamaged copy.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  CHANGED_IMPORT(
      "pickle-changed-import",
      "Pickle modifies an imported object",
      "Loading changes a class, a function or a module for the whole process. Do not load it.",
      ScanVerdict.MALICIOUS,
      DetectionSeverity.CRITICAL),
  CUSTOM_IMPORT(
      "pickle-custom-import",
      "Pickle imports a name outside the allow list",
      "Loading imports, and therefore runs, code that is not part of a known library. Save"
          + " weights instead of objects, or review the code and keep it with the model.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  DANGEROUS_IMPORT(
      "pickle-dangerous-import",
      "Pickle imports a dangerous name",
      "Loading can run commands, open files or connections, or evaluate code. Do not load it.",
      ScanVerdict.MALICIOUS,
      DetectionSeverity.CRITICAL),
  EMBEDDED(
      "pickle-embedded",
      "Pickle inside a value of a pickle",
      "A string or a byte string of the model is itself a pickle, and not a harmless one. Loading"
          + " the model alone does not run it; find out which program does.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  HANDED_FUNCTION(
      "pickle-handed-function",
      "Pickle stores a restricted function",
      "A function that is allowed only with certain arguments is stored as a value, so other code"
          + " may call it with other arguments.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  LIMIT(
      "pickle-limit",
      "Pickle exceeds a limit of the scanner",
      "The pickle is larger than that of any model, and was not read to its end.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  MAGIC_ATTRIBUTE(
      "pickle-magic-attribute",
      "Pickle sets a special attribute",
      "A state sets an attribute such as `__setstate__` or `__class__`, which changes what"
          + " loading does.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  PERSISTENT_ID(
      "pickle-persistent-id",
      "Pickle uses a persistent id",
      "The pickle references an object that only the loading program can supply.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  TRAILING_BYTES(
      "pickle-trailing-bytes",
      "Data after the end of a pickle",
      "The data is not another pickle. Another program may read it.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  UNRESOLVED(
      "pickle-unresolved",
      "Pickle makes an import or a call that cannot be resolved",
      "What Python imports or calls here depends on values that are known only during loading.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.HIGH);

  private final Description description;

  PickleRule(
      String id, String title, String help, ScanVerdict verdict, DetectionSeverity severity) {
    this.description = new Description(id, title, help, verdict, severity);
  }

  @Override
  public Description description() {
    return description;
  }
}
