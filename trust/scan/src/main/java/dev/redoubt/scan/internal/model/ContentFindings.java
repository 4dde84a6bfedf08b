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

/// Collects the detections of one content. Reports each rule only a few times, so that hostile
/// content cannot exhaust the memory.
public final class ContentFindings {

  /// Enough to see what is wrong with a model.
  private static final int OF_ONE_RULE = 25;

  private static final int QUESTIONS = 10_000;

  private record Sort(ModelFormatRule rule, ScanVerdict verdict) {}

  private final ScannedContent content;
  private final ScanContext context;
  private final Map<Sort, Integer> counts = new HashMap<>();
  private int questions;

  public ContentFindings(ScannedContent content, ScanContext context) {
    this.content = content;
    this.context = context;
  }

  /// The location of the content.
  public DetectionLocation place() {
    return content.place();
  }

  /// See [ScanContext#names].
  public List<String> names() {
    return context.names(content.place());
  }

  /// The scan that this belongs to.
  public ScanContext context() {
    return context;
  }

  /// Adds a detection with the verdict and severity of its rule.
  ///
  /// @param offset in bytes, or [DetectionLocation#WHOLE_MEMBER]
  public void add(ModelFormatRule rule, long offset, String message, String... witness) {
    add(rule, rule.verdict(), rule.severity(), offset, message, List.of(witness));
  }

  /// Adds a detection with another verdict or severity than its rule.
  public void add(
      ModelFormatRule rule,
      ScanVerdict verdict,
      DetectionSeverity severity,
      long offset,
      String message,
      List<String> witness) {
    if (counts.merge(new Sort(rule, verdict), 1, Integer::sum) <= OF_ONE_RULE) {
      DetectionLocation where = offset < 0 ? place() : place().at(offset);
      context.report(new Detection(rule, verdict, severity, where, message, witness));
    }
  }

  /// Adds a detection for content that cannot be parsed further.
  public void unreadable(ModelFormatRule rule, MalformedContentException reason) {
    add(rule, reason.offset(), reason.message());
  }

  /// Declares that another content beside this one holds raw numbers.
  ///
  /// @param relativePath relative to this content's folder
  public void expectNumbers(String relativePath) {
    context.expectNumbers(content, relativePath);
  }

  /// Asks what is beside this content; see [ScanContext#ask]. The number of questions of one
  /// content is limited.
  ///
  /// @param answer derives a detection from what is found there
  public void ask(
      String relativePath, boolean numbers, Function<NeighbourFile, Optional<Found>> answer) {
    if (++questions <= QUESTIONS) {
      context.ask(
          content, relativePath, numbers, there -> answer.apply(there).map(this::detection));
    } else {
      answer.apply(new NeighbourFile.Unseen()).map(this::detection).ifPresent(context::report);
    }
  }

  /// A detection that follows from a neighbor.
  ///
  /// @param offset in bytes, or [DetectionLocation#WHOLE_MEMBER]
  public record Found(
      ModelFormatRule rule,
      ScanVerdict verdict,
      DetectionSeverity severity,
      long offset,
      String message) {

    /// With the verdict and severity of its rule.
    public Found(ModelFormatRule rule, long offset, String message) {
      this(rule, rule.verdict(), rule.severity(), offset, message);
    }
  }

  private Detection detection(Found found) {
    DetectionLocation where = found.offset() < 0 ? place() : place().at(found.offset());
    return new Detection(
        found.rule(), found.verdict(), found.severity(), where, found.message(), List.of());
  }

  /// Scans embedded bytes as a content of their own.
  ///
  /// @param name of the member in reports
  public void inspect(String name, byte[] bytes) throws IOException {
    context.inspect(ScannedContent.of(place().member(name), ByteSource.of(bytes)));
  }

  /// Scans a part of the content as a content of its own.
  public void inspect(long from, long to) throws IOException {
    context.inspect(content.part("bytes at " + from, from, to - from));
  }
}
