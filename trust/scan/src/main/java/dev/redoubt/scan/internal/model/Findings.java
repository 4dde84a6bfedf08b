package dev.redoubt.scan.internal.model;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.Place;
import dev.redoubt.scan.Severity;
import dev.redoubt.scan.Verdict;
import dev.redoubt.scan.internal.Content;
import dev.redoubt.scan.internal.Inspection;
import dev.redoubt.scan.internal.Neighbour;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What is found in one content. A content that is full of the same thing has it reported a few
/// times, so that hostile content cannot fill the memory with findings.
public final class Findings {

  /// Enough to see what is wrong with a model; a report of thousands helps nobody.
  private static final int OF_ONE_RULE = 25;

  private static final int QUESTIONS = 10_000;

  private record Sort(ModelFormatRule rule, Verdict verdict) {}

  private final Content content;
  private final Inspection inspection;
  private final Map<Sort, Integer> counts = new HashMap<>();
  private int questions;

  public Findings(Content content, Inspection inspection) {
    this.content = content;
    this.inspection = inspection;
  }

  /// The content that is looked at.
  public Place place() {
    return content.place();
  }

  /// See [Inspection#names].
  public List<String> names() {
    return inspection.names(content.place());
  }

  /// The scan that this belongs to.
  public Inspection inspection() {
    return inspection;
  }

  /// Something was found, as its rule says.
  ///
  /// @param offset in bytes, or [Place#NOWHERE]
  public void add(ModelFormatRule rule, long offset, String message, String... witness) {
    add(rule, rule.verdict(), rule.severity(), offset, message, List.of(witness));
  }

  /// Something was found that is better or worse than its rule says.
  public void add(
      ModelFormatRule rule,
      Verdict verdict,
      Severity severity,
      long offset,
      String message,
      List<String> witness) {
    if (counts.merge(new Sort(rule, verdict), 1, Integer::sum) <= OF_ONE_RULE) {
      Place where = offset < 0 ? place() : place().at(offset);
      inspection.report(new Detection(rule, verdict, severity, where, message, witness));
    }
  }

  /// The content stops making sense.
  public void unreadable(ModelFormatRule rule, Malformed reason) {
    add(rule, reason.offset(), reason.message());
  }

  /// Another content beside this one holds plain numbers.
  ///
  /// @param relativePath from this content's folder
  public void expectNumbers(String relativePath) {
    inspection.expectNumbers(content, relativePath);
  }

  /// Asks what is beside this content; see [Inspection#ask]. To a content that asks without end,
  /// nobody knows any more.
  ///
  /// @param answer what follows from what is there
  public void ask(
      String relativePath, boolean numbers, Function<Neighbour, Optional<Found>> answer) {
    if (++questions <= QUESTIONS) {
      inspection.ask(
          content, relativePath, numbers, there -> answer.apply(there).map(this::detection));
    } else {
      answer.apply(new Neighbour.Unseen()).map(this::detection).ifPresent(inspection::report);
    }
  }

  /// Something that was found.
  ///
  /// @param offset in bytes, or [Place#NOWHERE]
  public record Found(
      ModelFormatRule rule, Verdict verdict, Severity severity, long offset, String message) {

    /// As its rule says.
    public Found(ModelFormatRule rule, long offset, String message) {
      this(rule, rule.verdict(), rule.severity(), offset, message);
    }
  }

  private Detection detection(Found found) {
    Place where = found.offset() < 0 ? place() : place().at(found.offset());
    return new Detection(
        found.rule(), found.verdict(), found.severity(), where, found.message(), List.of());
  }

  /// There are bytes inside, to be looked at for themselves.
  ///
  /// @param name to be shown as that of a member
  public void inspect(String name, byte[] bytes) throws IOException {
    inspection.inspect(Content.of(place().member(name), ByteSource.of(bytes)));
  }

  /// A part of the content is to be looked at for itself.
  public void inspect(long from, long to) throws IOException {
    inspection.inspect(content.part("bytes at " + from, from, to - from));
  }
}
