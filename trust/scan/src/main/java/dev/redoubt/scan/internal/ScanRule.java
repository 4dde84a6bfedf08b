package dev.redoubt.scan.internal;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// Rules about a file as a whole.
public enum ScanRule implements DetectionRule {
  CANNOT_BE_READ(
      "file-cannot-be-read",
      "File cannot be read",
      "The scanner could not read the content, so nothing is known about it. Give the scanner"
          + " access to the file, or download it again.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  EXTENSION(
      "file-extension",
      "File extension does not match the content",
      "The scanner identifies a format by its content, but a program that goes by the name may"
          + " load the file differently. Rename the file.",
      ScanVerdict.CLEAN,
      DetectionSeverity.LOW),
  FAILED(
      "file-analysis-failed",
      "Analysis failed with an internal error",
      "The content triggered an error that the scanner does not expect. Treat the file as"
          + " malicious, and report the error as a bug in Redoubt.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.HIGH),
  MANY(
      "file-many-detections",
      "More detections than the report lists",
      "The report lists only the first detections. They are enough to judge the file.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  PROGRAM(
      "file-program",
      "Executable program beside a model",
      "A model needs no executable. Remove it, unless you know where it comes from.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  RUN_BY_NAME(
      "file-run-by-name",
      "File that a program runs because of its name",
      "A program runs or obeys every file with this name, without being told to. A model needs"
          + " none: remove the file, or review it.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  SHADOWS_MODULE(
      "file-shadows-module",
      "File shadows a Python module",
      "Python searches the folder where it is started before the installed packages, so a loader"
          + " imports this file instead of the module. Rename or remove the file.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  SHELL_SCRIPT(
      "file-shell-script",
      "Shell script beside a model",
      "It runs commands when somebody starts it. Review it or remove it.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  SEVERAL_FORMATS(
      "file-several-formats",
      "File is valid in several formats",
      "Programs for these formats interpret the file differently, which is a way to evade"
          + " scanners. It was scanned as each of them.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  TOO_DEEP(
      "file-too-deep",
      "Archives nested too deeply",
      "No model is packed this deeply. Unpack the archive and scan its content, or raise the"
          + " limit.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.HIGH),
  TOO_LARGE(
      "file-too-large",
      "Decompressed content exceeds a limit",
      "The content may be an archive bomb, or exceeds the scratch space. Unpack it in an isolated"
          + " environment, or raise the limits.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.HIGH),
  TOO_MANY(
      "file-too-many-members",
      "Too many archive members",
      "Unpack the archive and scan its content, or raise the limit.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.HIGH),
  UNKNOWN(
      "file-unknown-format",
      "Unknown file format",
      "The scanner cannot tell what loading the file does. If it holds only numbers, save them in"
          + " a documented format.",
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
