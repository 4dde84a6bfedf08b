package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// What is found in pickles.
enum PickleRule implements DetectionRule {
  ARGUMENT(
      "pickle-argument",
      "a call that no model needs",
      "Something that is allowed is called in a way that is not, for example a constructor that"
          + " reads a file. Save the model again with its own library.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  BROKEN(
      "pickle-broken",
      "the pickle breaks off",
      "Python stops here with an error; everything before has been run by then. Get an undamaged"
          + " copy.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  CHANGED_IMPORT(
      "pickle-changed-import",
      "what was imported is changed",
      "Loading changes a class, a function or a module for the whole process. Do not load it.",
      ScanVerdict.MALICIOUS,
      DetectionSeverity.CRITICAL),
  CUSTOM_IMPORT(
      "pickle-custom-import",
      "code that has to be imported",
      "Loading imports, and so runs, code that is not of a known library. Save weights instead of"
          + " objects, or review the code and keep it with the model.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  DANGEROUS_IMPORT(
      "pickle-dangerous-import",
      "import of something that no model needs",
      "Loading can run commands, open files or connections, or evaluate code. Do not load it.",
      ScanVerdict.MALICIOUS,
      DetectionSeverity.CRITICAL),
  EMBEDDED(
      "pickle-embedded",
      "a pickle hidden in a value",
      "A text or bytes of the model are a pickle that is not harmless. Loading alone does not run"
          + " it; ask what does.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  HANDED_FUNCTION(
      "pickle-handed-function",
      "a function is handed on",
      "A function that is allowed only with certain arguments is stored, so that something else"
          + " may call it with others.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  LIMIT(
      "pickle-limit",
      "larger than any model",
      "The pickle exceeds a bound of the scanner, so that it was not read to its end.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  MAGIC_ATTRIBUTE(
      "pickle-magic-attribute",
      "an attribute that Python acts upon",
      "State sets an attribute such as `__setstate__` or `__class__`, which changes what loading"
          + " does.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  PERSISTENT_ID(
      "pickle-persistent-id",
      "something from outside the pickle",
      "The pickle refers to an object that only the program which loads it can name.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  TRAILING_BYTES(
      "pickle-trailing-bytes",
      "bytes after the end of the pickle",
      "What follows the pickle is not another one. It may be there for some other program.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  UNRESOLVED(
      "pickle-unresolved",
      "what is called cannot be told",
      "What Python would import or call here depends on what happens while loading.",
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
