package dev.redoubt.scan.internal.zip;

import dev.redoubt.scan.DetectionRule;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;

/// What is found about zip archives.
public enum ZipRule implements DetectionRule {
  CHECKSUM(
      "zip-checksum",
      "member whose checksum is wrong",
      "Some readers refuse it and some load it, so scanners that give up are blind to"
          + " it. It was looked at all the same.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.HIGH),
  DAMAGED(
      "zip-damaged",
      "is no whole zip archive",
      "Its directory cannot be read. What could be found in it was looked at. Fetch the"
          + " file again.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  DUPLICATE(
      "zip-duplicate-name",
      "two members of one name",
      "Readers differ about which of them they take. Both were looked at.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  ENCRYPTED(
      "zip-encrypted",
      "member that is encrypted",
      "Nothing is known of what is inside. Decrypt it in a safe place, and scan that.",
      ScanVerdict.UNREADABLE,
      DetectionSeverity.MEDIUM),
  MISMATCH(
      "zip-header-mismatch",
      "the two headers of a member differ",
      "Readers differ about which header they believe, which is how scanners are"
          + " deceived. Both views were looked at.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  HIDDEN_DATA(
      "zip-hidden-data",
      "data between, before or behind the members",
      "No directory leads there. It was looked at. An archive written by the usual"
          + " libraries has none.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.MEDIUM),
  HIDDEN_MEMBER(
      "zip-hidden-member",
      "member that is in no directory",
      "Readers that go through the archive from its start see it, others do not. It was"
          + " looked at.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  LINK(
      "zip-link",
      "link in an archive",
      "A model needs none, and unpacking through one can write anywhere.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  OVERLAP(
      "zip-overlap",
      "members that share bytes",
      "No library writes such an archive. It is made to exhaust or to deceive.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  SEVERAL_ENDS(
      "zip-several-ends",
      "more than one directory",
      "Readers differ about which directory they take. All were looked at.",
      ScanVerdict.SUSPICIOUS,
      DetectionSeverity.HIGH),
  UNSAFE_NAME(
      "zip-unsafe-name",
      "name that leads out of the archive",
      "Unpacking it would write where it does not belong.",
      ScanVerdict.MALICIOUS,
      DetectionSeverity.HIGH),
  UNSUPPORTED(
      "zip-unsupported",
      "member that is compressed in a way not known here",
      "Nothing is known of what is inside. Pack it in a usual way, and scan that.",
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
