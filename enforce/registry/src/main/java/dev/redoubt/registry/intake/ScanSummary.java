package dev.redoubt.registry.intake;

import dev.redoubt.gate.EvidenceClaim;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Summary of the scan of all files of a version, as sentences.
///
/// @param verdict the worst verdict of all files
/// @param sentences one for each detection, the worst first
record ScanSummary(ScanVerdict verdict, List<String> sentences) {

  /// A hostile file can cause any number of detections.
  private static final int MAX_SENTENCES = 100;

  /// Of a sentence, in characters.
  private static final int MAX_LENGTH = 400;

  /// Number of sentences in the message of a failed registration.
  private static final int SHOWN = 5;

  static ScanSummary of(List<ScannedFile> files) {
    List<Detection> all = new ArrayList<>();
    files.forEach(file -> all.addAll(file.detections()));
    all.sort(
        Comparator.comparing(Detection::verdict).thenComparing(Detection::severity).reversed());
    return new ScanSummary(
        ScanVerdict.worst(files.stream().map(ScannedFile::verdict).toList()),
        all.stream().limit(MAX_SENTENCES).map(ScanSummary::sentence).toList());
  }

  private static String sentence(Detection each) {
    String where = each.place().offset() < 0 ? "" : " at byte " + each.place().offset();
    String text =
        "`%s`%s: %s (%s)".formatted(each.place().path(), where, each.message(), each.rule().id());
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "...";
  }

  EvidenceClaim.Scan claim(String scanner, String rules) {
    return new EvidenceClaim.Scan(verdict, scanner, rules, sentences);
  }

  /// Whether the verdict rules out loading the model.
  boolean isRefused() {
    return switch (verdict) {
      case CLEAN, SUSPICIOUS -> false;
      case UNREADABLE, MALICIOUS -> true;
    };
  }

  /// Returns the message of the failed registration.
  String refusal() {
    String more =
        sentences.size() > SHOWN ? "; and %d more".formatted(sentences.size() - SHOWN) : "";
    return "its files are %s: %s"
        .formatted(
            verdict.name().toLowerCase(Locale.ROOT),
            sentences.stream().limit(SHOWN).collect(Collectors.joining("; ")) + more);
  }
}
