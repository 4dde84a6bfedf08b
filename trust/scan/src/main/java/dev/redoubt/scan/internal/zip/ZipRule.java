package dev.redoubt.scan.internal.zip;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// Rules about zip archives.
public enum ZipRule implements DetectionRule {
  CHECKSUM(
      "zip-checksum",
      "Wrong checksum of a zip member",
      "Some readers reject the member and some load it, so a scanner that stops here misses it."
          + " It was scanned as well.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.HIGH),
  DAMAGED(
      "zip-damaged",
      "Zip archive is damaged",
      "The central directory cannot be read. The members that were found were scanned. Download"
          + " the file again.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  DUPLICATE(
      "zip-duplicate-name",
      "Duplicate member name in a zip archive",
      "Readers differ in which member they use. Both were scanned.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  ENCRYPTED(
      "zip-encrypted",
      "Encrypted zip member",
      "The content cannot be scanned. Decrypt it in an isolated environment, and scan the result.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  MISMATCH(
      "zip-header-mismatch",
      "Local and central header of a zip member differ",
      "Readers differ in which header they use, which is a way to evade scanners. Both"
          + " interpretations were scanned.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  HIDDEN_DATA(
      "zip-hidden-data",
      "Data between, before or after the zip members",
      "No directory refers to the data. It was scanned as well. Archives written by the usual"
          + " libraries have none.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  HIDDEN_MEMBER(
      "zip-hidden-member",
      "Zip member outside the central directory",
      "Readers that read the archive from its start see the member, others do not. It was scanned"
          + " as well.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  LINK(
      "zip-link",
      "Link in a zip archive",
      "A model needs no link, and extraction through a link can write anywhere.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  OVERLAP(
      "zip-overlap",
      "Overlapping zip members",
      "No library writes such an archive. It is made to exhaust memory or to evade scanners.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  SEVERAL_ENDS(
      "zip-several-ends",
      "Several central directories in a zip archive",
      "Readers differ in which directory they use. All were scanned.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  UNSAFE_NAME(
      "zip-unsafe-name",
      "Path traversal in the name of a zip member",
      "Extraction would write outside the target folder.",
      ScanVerdict.MALICIOUS,
      DetectionSeverity.HIGH),
  UNSUPPORTED(
      "zip-unsupported",
      "Unsupported compression method of a zip member",
      "The content cannot be scanned. Compress it with a common method, and scan the result.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM);

  private final Description description;

  ZipRule(String id, String title, String help, ScanVerdict verdict, DetectionSeverity severity) {
    this.description = new Description(id, title, help, verdict, severity);
  }

  @Override
  public Description description() {
    return description;
  }
}
