package dev.redoubt.scan.internal.torch;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// What is found about PyTorch files.
public enum TorchRule implements DetectionRule {
  DAMAGED(
      "torch-damaged",
      "is no whole PyTorch file",
      "It breaks off, or its parts do not fit each other. What could be read was looked"
          + " at. Fetch the file again.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  SCRIPT_OPERATOR(
      "torchscript-operator",
      "TorchScript that calls an operator of a library",
      "A custom operator is native code that has to be loaded beside the model. Look at"
          + " the library that brings it.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  SCRIPT_UNREADABLE(
      "torchscript-unreadable",
      "TorchScript that cannot be read",
      "What the program in it does cannot be told.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  SCRIPT_UNSAFE(
      "torchscript-unsafe-operator",
      "TorchScript that reads or writes files",
      "Running the model reads or writes files of whoever runs it.",
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
