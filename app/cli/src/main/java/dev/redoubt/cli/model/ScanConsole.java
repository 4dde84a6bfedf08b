package dev.redoubt.cli.model;

import dev.redoubt.report.ConsoleColour;
import dev.redoubt.report.ConsoleLayout;
import dev.redoubt.report.ConsoleLayout.Head;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.ScanReport;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Prints a scan report for people: a summary line, then the files with detections, worst first.
final class ScanConsole {

  /// Detections shown per file; JSON has all of them.
  private static final int DETECTIONS = 10;

  /// Steps shown per detection.
  private static final int STEPS = 12;

  private static final int SKIPPED = 20;

  private final ConsoleLayout page;

  ScanConsole(ConsoleLayout page) {
    this.page = page;
  }

  void write(ScanReport report, Duration elapsed) throws IOException {
    summary(report, elapsed);
    List<ScannedFile> files =
        report.files().stream()
            .filter(file -> !file.detections().isEmpty())
            .sorted(
                Comparator.comparing(ScannedFile::verdict, Comparator.reverseOrder())
                    .thenComparing(ScannedFile::name))
            .toList();
    for (ScannedFile file : files) {
      page.blank();
      file(file);
    }
    skipped(report);
  }

  private void summary(ScanReport report, Duration elapsed) throws IOException {
    ScanVerdict verdict = report.verdict();
    Map<ScanVerdict, Integer> counts = report.counts();
    List<String> parts = new ArrayList<>();
    for (ScanVerdict each : ScanVerdict.values()) {
      if (counts.getOrDefault(each, 0) > 0) {
        parts.addFirst("%,d %s".formatted(counts.get(each), word(each)));
      }
    }
    if (!report.skipped().isEmpty()) {
      parts.add("%,d not scanned".formatted(report.skipped().size()));
    }
    String files =
        report.files().size() == 1 ? "1 file" : "%,d files".formatted(report.files().size());
    String text = "%s, %s".formatted(files, bytes(report.bytes()));
    String what = ": " + String.join(", ", parts);
    String head = word(verdict).toUpperCase(Locale.ROOT);
    page.foldWith(
        new Head(head + "  ", ink(verdict)), text + what, ConsoleColour.PLAIN, seconds(elapsed));
  }

  private void file(ScannedFile file) throws IOException {
    String verdict = word(file.verdict()).toUpperCase(Locale.ROOT);
    String formats =
        file.formats().stream().map(FileFormat::label).collect(Collectors.joining(" + "));
    page.foldWith(
        new Head(verdict + "  ", ink(file.verdict())), file.name(), ConsoleColour.BOLD, formats);
    int shown = 0;
    for (Detection detection : file.detections()) {
      if (shown++ == DETECTIONS) {
        break;
      }
      detection(detection);
    }
    int more = file.detections().size() - DETECTIONS;
    if (more > 0) {
      page.fold(
          Head.of(" "),
          "and %,d more; `--format json` lists all".formatted(more),
          ConsoleColour.FAINT);
    }
  }

  private void detection(Detection detection) throws IOException {
    page.fold(
        new Head(" %-4s ".formatted(word(detection.severity())), ink(detection.verdict())),
        detection.message());
    page.fold(
        Head.of("      "),
        "%s  %s".formatted(detection.rule().id(), place(detection.place())),
        ConsoleColour.FAINT);
    int number = 1;
    for (String step : detection.witness()) {
      if (number > STEPS) {
        page.fold(
            Head.of("        "),
            "and %,d more steps".formatted(detection.witness().size() - STEPS),
            ConsoleColour.FAINT);
        break;
      }
      page.fold(Head.of("      %2d ".formatted(number++)), step);
    }
  }

  private static String place(DetectionLocation place) {
    List<String> inside = place.members().subList(1, place.members().size());
    List<String> words = new ArrayList<>();
    if (!inside.isEmpty()) {
      words.add("in " + String.join("!", inside));
    }
    if (place.offset() != DetectionLocation.NOWHERE) {
      words.add("at byte " + place.offset());
    }
    return String.join(" ", words);
  }

  private void skipped(ScanReport report) throws IOException {
    if (report.skipped().isEmpty()) {
      return;
    }
    page.blank();
    page.fold(
        new Head("NOT SCANNED  ", ConsoleColour.YELLOW), "%,d".formatted(report.skipped().size()));
    int shown = 0;
    for (ScanReport.Skipped each : report.skipped()) {
      if (shown++ == SKIPPED) {
        page.fold(Head.of(" "), "and %,d more".formatted(report.skipped().size() - SKIPPED));
        break;
      }
      page.foldWith(Head.of(" "), each.name(), ConsoleColour.PLAIN, each.reason());
    }
  }

  private static String word(ScanVerdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static String word(DetectionSeverity severity) {
    return switch (severity) {
      case LOW -> "LOW";
      case MEDIUM -> "MED";
      case HIGH -> "HIGH";
      case CRITICAL -> "CRIT";
    };
  }

  private static ConsoleColour ink(ScanVerdict verdict) {
    return switch (verdict) {
      case CLEAN -> ConsoleColour.GREEN;
      case SUSPICIOUS -> ConsoleColour.YELLOW;
      case UNREADABLE -> ConsoleColour.CYAN;
      case MALICIOUS -> ConsoleColour.BRIGHT_RED;
    };
  }

  private static String seconds(Duration elapsed) {
    return String.format(Locale.ROOT, "%.1f s", elapsed.toMillis() / 1000.0);
  }

  /// A size in decimal units (1 kB is 1000 bytes).
  private static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    double value = bytes;
    String unit = "B";
    for (String next : List.of("kB", "MB", "GB", "TB")) {
      if (value < 1_000) {
        break;
      }
      value /= 1_000;
      unit = next;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, unit);
  }
}
