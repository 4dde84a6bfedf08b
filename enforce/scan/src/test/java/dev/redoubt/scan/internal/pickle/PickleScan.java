package dev.redoubt.scan.internal.pickle;

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

/// What the analyser finds in some bytes, with nothing around it.
record PickleScan(List<Detection> found) {

  static PickleScan of(byte[] bytes, Flavour... flavours) {
    Set<Flavour> allowed = EnumSet.allOf(Flavour.class);
    if (flavours.length > 0) {
      allowed = EnumSet.of(flavours[0], flavours);
    }
    return of(new BytesContent(Place.of("model.pkl"), bytes), allowed);
  }

  static PickleScan of(Content content, Set<Flavour> allowed) {
    Collected collected = new Collected(allowed);
    try {
      collected.inspect(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PickleScan(collected.found);
  }

  /// @param text one character a byte
  static PickleScan of(String text, Flavour... flavours) {
    return of(text.getBytes(StandardCharsets.ISO_8859_1), flavours);
  }

  Verdict verdict() {
    return Verdict.worst(found.stream().map(Detection::verdict).toList());
  }

  List<String> rules() {
    return found.stream().map(detection -> detection.rule().id()).distinct().toList();
  }

  private record Collected(Set<Flavour> flavours, List<Detection> found) implements Inspection {

    Collected(Set<Flavour> flavours) {
      this(flavours, new ArrayList<>());
    }

    @Override
    public Limits limits() {
      return Limits.DEFAULT;
    }

    @Override
    public void report(Detection detection) {
      found.add(detection);
    }

    @Override
    public void inspect(Content member) throws IOException {
      new PickleAnalyser().analyse(member, this);
    }
  }
}
