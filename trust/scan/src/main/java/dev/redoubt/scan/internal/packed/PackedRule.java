package dev.redoubt.scan.internal.packed;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// What is found about compressed streams and 7z archives.
public enum PackedRule implements DetectionRule {
  DAMAGED(
      "packed-damaged",
      "cannot be decompressed",
      "It breaks off, or its checksum is wrong. Readers act on what comes before that,"
          + " so the part that could be read was looked at. Fetch the file again.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  ENCRYPTED(
      "packed-encrypted",
      "is encrypted",
      "Nothing is known of what is inside. Decrypt it in a safe place, and scan that.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  LINK(
      "packed-link",
      "link in an archive",
      "A model needs none, and unpacking through one can write anywhere.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  TRAILING(
      "packed-trailing-data",
      "has something behind its end",
      "Most readers ignore it, some read on, which is how things are hidden. It was"
          + " looked at. Take it away.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  UNSAFE_NAME(
      "packed-unsafe-name",
      "leads out of the archive",
      "Unpacking it would write where it does not belong.",
      ScanVerdict.MALICIOUS,
      DetectionSeverity.HIGH),
  UNSUPPORTED(
      "packed-unsupported",
      "is compressed in a way that is not known here",
      "Nothing is known of what is inside. Pack it in a usual way, and scan that.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM);

  private final Description description;

  PackedRule(
      String id, String title, String help, ScanVerdict verdict, DetectionSeverity severity) {
    this.description = new Description(id, title, help, verdict, severity);
  }

  @Override
  public Description description() {
    return description;
  }
}
