package dev.redoubt.scan.internal.skops;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// Rules about skops models.
public enum SkopsRule implements DetectionRule {
  DAMAGED(
      "skops-damaged",
      "Schema of a skops file cannot be parsed",
      "The scanner cannot tell what loading the file creates. Download the file again.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  METHOD(
      "skops-method",
      "Attribute lookup by name in a skops file",
      "Loading reads an attribute of an object by name. Attacks have used this to get from a"
          + " trusted type to any function.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  UNKNOWN(
      "skops-unknown-type",
      "Type outside the allow list in a skops file",
      "Loading imports a module and creates an object that is not known to be harmless. Review"
          + " the type before you trust it.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  UNSAFE(
      "skops-unsafe-type",
      "Dangerous type in a skops file",
      "Loading creates or calls something that no model needs. Do not load it.",
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
