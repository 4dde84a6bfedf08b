package dev.redoubt.scan.internal.model;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.DetectionSeverity;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.internal.NeighbourFile;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What is found in one content. A content that is full of the same thing has it reported a few
/// times, so that hostile content cannot fill the memory with findings.
public final class ContentFindings {

  /// Enough to see what is wrong with a model; a report of thousands helps nobody.
  private static final int OF_ONE_RULE = 25;

  private static final int QUESTIONS = 10_000;

  private record Sort(ModelFormatRule rule, ScanVerdict verdict) {}

  private final ScannedContent content;
  private final ScanContext inspection;
  private final Map<Sort, Integer> counts = new HashMap<>();
  private int questions;

  public ContentFindings(ScannedContent content, ScanContext inspection) {
    this.content = content;
    this.inspection = inspection;
  }

  /// The content that is looked at.
  public DetectionLocation place() {
    return content.place();
  }

  /// See [ScanContext#names].
  public List<String> names() {
    return inspection.names(content.place());
  }

  /// The scan that this belongs to.
  public ScanContext inspection() {
    return inspection;
  }

  /// Something was found, as its rule says.
  ///
  /// @param offset in bytes, or [DetectionLocation#NOWHERE]
  public void add(ModelFormatRule rule, long offset, String message, String... witness) {
    add(rule, rule.verdict(), rule.severity(), offset, message, List.of(witness));
  }

  /// Something was found that is better or worse than its rule says.
  public void add(
      ModelFormatRule rule,
      ScanVerdict verdict,
      DetectionSeverity severity,
      long offset,
      String message,
      List<String> witness) {
    if (counts.merge(new Sort(rule, verdict), 1, Integer::sum) <= OF_ONE_RULE) {
      DetectionLocation where = offset < 0 ? place() : place().at(offset);
      inspection.report(new Detection(rule, verdict, severity, where, message, witness));
    }
  }

  /// The content stops making sense.
  public void unreadable(ModelFormatRule rule, MalformedContentException reason) {
    add(rule, reason.offset(), reason.message());
  }

  /// Another content beside this one holds plain numbers.
  ///
  /// @param relativePath from this content's folder
  public void expectNumbers(String relativePath) {
    inspection.expectNumbers(content, relativePath);
  }

  /// Asks what is beside this content; see [ScanContext#ask]. To a content that asks without end,
  /// nobody knows any more.
  ///
  /// @param answer what follows from what is there
  public void ask(
      String relativePath, boolean numbers, Function<NeighbourFile, Optional<Found>> answer) {
    if (++questions <= QUESTIONS) {
      inspection.ask(
          content, relativePath, numbers, there -> answer.apply(there).map(this::detection));
    } else {
      answer.apply(new NeighbourFile.Unseen()).map(this::detection).ifPresent(inspection::report);
    }
  }

  /// Something that was found.
  ///
  /// @param offset in bytes, or [DetectionLocation#NOWHERE]
  public record Found(
      ModelFormatRule rule,
      ScanVerdict verdict,
      DetectionSeverity severity,
      long offset,
      String message) {

    /// As its rule says.
    public Found(ModelFormatRule rule, long offset, String message) {
      this(rule, rule.verdict(), rule.severity(), offset, message);
    }
  }

  private Detection detection(Found found) {
    DetectionLocation where = found.offset() < 0 ? place() : place().at(found.offset());
    return new Detection(
        found.rule(), found.verdict(), found.severity(), where, found.message(), List.of());
  }

  /// There are bytes inside, to be looked at for themselves.
  ///
  /// @param name to be shown as that of a member
  public void inspect(String name, byte[] bytes) throws IOException {
    inspection.inspect(ScannedContent.of(place().member(name), ByteSource.of(bytes)));
  }

  /// A part of the content is to be looked at for itself.
  public void inspect(long from, long to) throws IOException {
    inspection.inspect(content.part("bytes at " + from, from, to - from));
  }
}
