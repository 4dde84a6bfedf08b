package dev.redoubt.scan.internal.torch;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// Rules about PyTorch files.
public enum TorchRule implements DetectionRule {
  DAMAGED(
      "torch-damaged",
      "PyTorch file is damaged",
      "The file is truncated, or its parts do not match. The readable part was scanned. Download"
          + " the file again.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  SCRIPT_OPERATOR(
      "torchscript-operator",
      "TorchScript calls a custom operator",
      "A custom operator is native code that must be loaded beside the model. Review the library"
          + " that provides it.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  SCRIPT_UNREADABLE(
      "torchscript-unreadable",
      "TorchScript cannot be parsed",
      "The scanner cannot tell what the program does.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  SCRIPT_UNSAFE(
      "torchscript-unsafe-operator",
      "TorchScript reads or writes files",
      "Running the model reads or writes files of the user who runs it.",
      ScanVerdict.MALICIOUS,
      DetectionSeverity.HIGH);

  private final Description description;

  TorchRule(String id, String title, String help, ScanVerdict verdict, DetectionSeverity severity) {
    this.description = new Description(id, title, help, verdict, severity);
  }

  @Override
  public Description description() {
    return description;
  }
}
