package dev.redoubt.scan.internal.tar;

import dev.redoubt.scan.Rule;
import dev.redoubt.scan.Severity;
import dev.redoubt.scan.Verdict;

/// What is found about tar archives.
public enum TarRule implements Rule {
  DAMAGED(
      "tar-damaged",
      "is no whole tar archive",
      "It breaks off, or a header is wrong. What came before was looked at. Fetch the"
          + " file again.",
      Verdict.UNREADABLE,
      Severity.MEDIUM),
  DEVICE(
      "tar-device",
      "device or pipe in an archive",
      "A model needs none.",
      Verdict.SUSPICIOUS,
      Severity.HIGH),
  DUPLICATE(
      "tar-duplicate-name",
      "two members of one name",
      "The later one replaces the earlier. Both were looked at.",
      Verdict.SUSPICIOUS,
      Severity.MEDIUM),
  LINK(
      "tar-link",
      "link in an archive",
      "A model needs none, and unpacking through one can write anywhere.",
      Verdict.SUSPICIOUS,
      Severity.HIGH),
  LINK_OUT(
      "tar-link-out",
      "link that leads out of the archive",
      "What is unpacked after it is written where it does not belong.",
      Verdict.MALICIOUS,
      Severity.HIGH),
  TRAILING(
      "tar-trailing-data",
      "has something behind its end",
      "Most readers ignore it, some read on, which is how things are hidden. It was"
          + " looked at.",
      Verdict.SUSPICIOUS,
      Severity.MEDIUM),
  UNSAFE_NAME(
      "tar-unsafe-name",
      "name that leads out of the archive",
      "Unpacking it would write where it does not belong.",
      Verdict.MALICIOUS,
      Severity.HIGH);

  private final Description description;

  TarRule(String id, String title, String help, Verdict verdict, Severity severity) {
    this.description = new Description(id, title, help, verdict, severity);
  }

  @Override
  public Description description() {
    return description;
  }
}
