package dev.redoubt.scan.internal.skops;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// What is found about models that skops wrote.
public enum SkopsRule implements DetectionRule {
  DAMAGED(
      "skops-damaged",
      "schema that cannot be read",
      "What it would make when it is loaded cannot be told. Fetch the file again.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  METHOD(
      "skops-method",
      "name of a method or attribute that is looked up",
      "Loading it reads an attribute of an object by name, which has been used to get"
          + " from a trusted type to any function.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  UNKNOWN(
      "skops-unknown-type",
      "type that is not on the list",
      "Loading it imports a module, and makes what is not known to be harmless. Look at"
          + " the type before you trust it.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  UNSAFE(
      "skops-unsafe-type",
      "type that runs what it is given",
      "Loading it makes or calls something that no model needs.",
      ScanVerdict.MALICIOUS,
      DetectionSeverity.CRITICAL);

  private final Description description;

  SkopsRule(String id, String title, String help, ScanVerdict verdict, DetectionSeverity severity) {
    this.description = new Description(id, title, help, verdict, severity);
  }

  @Override
  public Description description() {
    return description;
  }
}
