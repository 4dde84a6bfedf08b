package dev.redoubt.scan.internal.tar;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// Rules about tar archives.
public enum TarRule implements DetectionRule {
  DAMAGED(
      "tar-damaged",
      "Tar archive is damaged",
      "The archive is truncated, or a header is wrong. The content before the error was scanned."
          + " Download the file again.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  DEVICE(
      "tar-device",
      "Device or pipe in a tar archive",
      "A model needs none.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  DUPLICATE(
      "tar-duplicate-name",
      "Duplicate member name in a tar archive",
      "The later member replaces the earlier one. Both were scanned.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  LINK(
      "tar-link",
      "Link in a tar archive",
      "A model needs no link, and extraction through a link can write anywhere.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  LINK_OUT(
      "tar-link-out",
      "Link out of a tar archive",
      "Members that are extracted through the link are written outside the target folder.",
      ScanVerdict.MALICIOUS,
      DetectionSeverity.HIGH),
  TRAILING(
      "tar-trailing-data",
      "Data after the end of a tar archive",
      "Most readers ignore it and some read it, which can hide content from a scanner. It was"
          + " scanned as well.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  UNSAFE_NAME(
      "tar-unsafe-name",
      "Path traversal in the name of a tar member",
      "Extraction would write outside the target folder.",
      ScanVerdict.MALICIOUS,
      DetectionSeverity.HIGH);

  private final Description description;

  TarRule(String id, String title, String help, ScanVerdict verdict, DetectionSeverity severity) {
    this.description = new Description(id, title, help, verdict, severity);
  }

  @Override
  public Description description() {
    return description;
  }
}
