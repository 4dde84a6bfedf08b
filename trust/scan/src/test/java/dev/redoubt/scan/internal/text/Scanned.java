package dev.redoubt.scan.internal.text;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.Flavour;
import dev.redoubt.scan.Limits;
import dev.redoubt.scan.Place;
import dev.redoubt.scan.Verdict;
import dev.redoubt.scan.internal.Content;
import dev.redoubt.scan.internal.Inspection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What the analysers of this module's formats say of bytes, without archives and pickles.
final class Scanned implements Inspection {

  private final List<Detection> found = new ArrayList<>();
  private final List<String> inside = new ArrayList<>();
  private final List<String> python = new ArrayList<>();

  static Scanned of(byte[] bytes) {
    Scanned scanned = new Scanned();
    Content content = Content.of(Place.of("model"), ByteSource.of(bytes));
    try {
      for (ModelFormats format : ModelFormats.all((text, _, _) -> scanned.python.add(text))) {
        if (format.begins().test(content.prefix(1 << 16))) {
          format.analyser().analyse(content, scanned);
          return scanned;
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    scanned.inside.add("no format");
    return scanned;
  }

  /// What one analyser says, whether it is asked for such bytes or not.
  static Scanned by(String name, byte[] bytes) {
    Scanned scanned = new Scanned();
    for (ModelFormats format : ModelFormats.all((text, _, _) -> scanned.python.add(text))) {
      if (format.name().equals(name)) {
        var _ = format.begins().test(bytes);
        try {
          format.analyser().analyse(Content.of(Place.of("model"), ByteSource.of(bytes)), scanned);
        } catch (IOException broken) {
          throw new UncheckedIOException(broken);
        }
      }
    }
    return scanned;
  }

  static Scanned of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  Verdict verdict() {
    return Verdict.worst(found.stream().map(Detection::verdict).toList());
  }

  List<String> rules() {
    return found.stream().map(detection -> detection.rule().id()).distinct().sorted().toList();
  }

  List<Detection> found() {
    return found;
  }

  List<String> inside() {
    return inside;
  }

  List<String> python() {
    return python;
  }

  @Override
  public Limits limits() {
    return Limits.DEFAULT;
  }

  @Override
  public Set<Flavour> flavours() {
    return EnumSet.noneOf(Flavour.class);
  }

  @Override
  public void report(Detection detection) {
    found.add(detection);
  }

  @Override
  public void inspect(Content member) {
    inside.add(member.place().members().getLast());
  }
}
