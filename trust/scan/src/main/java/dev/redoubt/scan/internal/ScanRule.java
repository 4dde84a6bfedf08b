package dev.redoubt.scan.internal;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// What is found about a file as a whole.
public enum ScanRule implements DetectionRule {
  CANNOT_BE_READ(
      "file-cannot-be-read",
      "cannot be read",
      "The bytes could not be had, so that nothing is known of them. Give the scan access to the"
          + " file, or fetch it again.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  EXTENSION(
      "file-extension",
      "is not what its name says",
      "The content decides how a file is looked at, but who sees the name may load it in another"
          + " way. Call it what it is.",
      ScanVerdict.CLEAN,
      DetectionSeverity.LOW),
  FAILED(
      "file-analysis-failed",
      "broke the analysis",
      "The content drove the scanner into a state that its authors did not think of. It is kept"
          + " apart like something malicious; please report it.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.HIGH),
  MANY(
      "file-many-detections",
      "more than a report holds",
      "Only the first detections are listed. What is listed is enough to judge the file.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  PROGRAM(
      "file-program",
      "program beside a model",
      "Runs by itself, and no model needs it. Take it out, unless you know where it comes from.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  RUN_BY_NAME(
      "file-run-by-name",
      "is run because of its name",
      "A program runs or obeys files of this name without being told to. No model needs one: take"
          + " it out, or read it.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  SHADOWS_MODULE(
      "file-shadows-module",
      "takes the place of a module",
      "Python imports from the folder where it is started before it looks among installed packages,"
          + " so a loader gets this file in place of the module that it means. Rename it, or take"
          + " it out.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  SHELL_SCRIPT(
      "file-shell-script",
      "shell script beside a model",
      "Does whatever it says when somebody starts it. Read it, or take it out.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  SEVERAL_FORMATS(
      "file-several-formats",
      "is of several formats at once",
      "Readers of different formats each see something else in it, which is how scanners are"
          + " deceived. It was looked at as each.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  TOO_DEEP(
      "file-too-deep",
      "archives inside archives",
      "Deeper than any model is packed. Unpack it, and scan what is inside.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.HIGH),
  TOO_LARGE(
      "file-too-large",
      "expands beyond bounds",
      "Decompressing it would exhaust a machine, or scratch space is too small for it. Unpack it in"
          + " a safe place, or raise the limits.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.HIGH),
  TOO_MANY(
      "file-too-many-members",
      "more members than any model has",
      "Unpack it, and scan what is inside, or raise the limits.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.HIGH),
  UNKNOWN(
      "file-unknown-format",
      "of no known format",
      "What it is cannot be told, and so not what loading it does. If it holds plain numbers, keep"
          + " them in a format that says so.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM);

  private final Description description;

  ScanRule(String id, String title, String help, ScanVerdict verdict, DetectionSeverity severity) {
    this.description = new Description(id, title, help, verdict, severity);
  }

  @Override
  public Description description() {
    return description;
  }
}
