package dev.redoubt.scan.internal.compression;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// Rules about compressed streams and 7z archives.
public enum PackedRule implements DetectionRule {
  DAMAGED(
      "packed-damaged",
      "Compressed data is damaged",
      "The data is truncated, or its checksum is wrong. Some readers use the part before the"
          + " error, so that part was scanned. Download the file again.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  ENCRYPTED(
      "packed-encrypted",
      "Encrypted archive",
      "The content cannot be scanned. Decrypt it in an isolated environment, and scan the result.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  LINK(
      "packed-link",
      "Link in an archive",
      "A model needs no link, and extraction through a link can write anywhere.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  TRAILING(
      "packed-trailing-data",
      "Data after the end of compressed data",
      "Most readers ignore it and some read it, which can hide content from a scanner. It was"
          + " scanned as well. Remove it.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  UNSAFE_NAME(
      "packed-unsafe-name",
      "Path traversal in the name of an archive member",
      "Extraction would write outside the target folder.",
      ScanVerdict.MALICIOUS,
      DetectionSeverity.HIGH),
  UNSUPPORTED(
      "packed-unsupported",
      "Unsupported compression method",
      "The content cannot be scanned. Compress it with a common method, and scan the result.",
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
