package dev.redoubt.scan.engine;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.Format;
import dev.redoubt.scan.Place;
import dev.redoubt.scan.ScannedFile;
import dev.redoubt.scan.Verdict;
import dev.redoubt.scan.internal.Neighbour;
import dev.redoubt.scan.internal.ScanRule;
import java.util.List;

/// A file that was looked at, before it is known what files beside it say of it.
record Pending(
    Place root,
    List<Format> formats,
    long size,
    Detections detections,
    Expectations expectations,
    List<Question> questions) {

  /// With nothing beside it.
  ScannedFile alone() {
    questions.forEach(question -> answer(question, new Neighbour.Unseen()));
    return beside(expectations, false);
  }

  void answer(Question question, Neighbour neighbour) {
    question.answer().apply(neighbour).ifPresent(detections::add);
  }

  /// With what all files of a scan expect, and after all questions were answered.
  ///
  /// @param numbers whether another file says of this one that it holds plain numbers, through a
  ///   link
  ScannedFile beside(Expectations all, boolean numbers) {
    List<Format> known = formats;
    for (Place place : expectations.unknown()) {
      boolean expected = numbers && place.equals(root);
      if (!expected && !expectations.holdsNumbers(place) && !all.holdsNumbers(place)) {
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
