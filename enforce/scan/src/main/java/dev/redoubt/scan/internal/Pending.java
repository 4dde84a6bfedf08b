package dev.redoubt.scan.internal;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.Format;
import dev.redoubt.scan.Place;
import dev.redoubt.scan.ScannedFile;
import dev.redoubt.scan.Verdict;
import java.util.List;

/// A file that was looked at, before it is known what files beside it say of it.
record Pending(
    Place root, List<Format> formats, long size, Detections detections, Expectations expectations) {

  /// With nothing beside it.
  ScannedFile alone() {
    return beside(expectations);
  }

  /// With what all files of a scan expect.
  ScannedFile beside(Expectations all) {
    List<Format> known = formats;
    for (Place place : expectations.unknown()) {
      if (!expectations.holdsNumbers(place) && !all.holdsNumbers(place)) {
        detections.add(
            Detection.of(ScanRule.UNKNOWN, place, "what it is cannot be told from its content"));
      } else if (place.equals(root)) {
        known = List.of(Format.NUMBERS);
      }
    }
    List<Detection> sorted = detections.sorted(root);
    Verdict verdict = Verdict.worst(sorted.stream().map(Detection::verdict).toList());
    return new ScannedFile(root.path(), known, size, verdict, sorted);
  }
}
