package dev.redoubt.scan.internal.tar;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// What is found about tar archives.
public enum TarRule implements DetectionRule {
  DAMAGED(
      "tar-damaged",
      "is no whole tar archive",
      "It breaks off, or a header is wrong. What came before was looked at. Fetch the"
          + " file again.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  DEVICE(
      "tar-device",
      "device or pipe in an archive",
      "A model needs none.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  DUPLICATE(
      "tar-duplicate-name",
      "two members of one name",
      "The later one replaces the earlier. Both were looked at.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  LINK(
      "tar-link",
      "link in an archive",
      "A model needs none, and unpacking through one can write anywhere.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  LINK_OUT(
      "tar-link-out",
      "link that leads out of the archive",
      "What is unpacked after it is written where it does not belong.",
      ScanVerdict.MALICIOUS,
      DetectionSeverity.HIGH),
  TRAILING(
      "tar-trailing-data",
      "has something behind its end",
      "Most readers ignore it, some read on, which is how things are hidden. It was"
          + " looked at.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  UNSAFE_NAME(
      "tar-unsafe-name",
      "name that leads out of the archive",
      "Unpacking it would write where it does not belong.",
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
