package dev.redoubt.scan.engine;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.FileFormat;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import dev.redoubt.scan.internal.NeighbourFile;
import dev.redoubt.scan.internal.ScanRule;
import java.util.List;

/// A scanned file whose neighbors are not yet known.
record PendingFileScan(
    DetectionLocation root,
    List<FileFormat> formats,
    long size,
    DetectionCollector detections,
    ContentExpectations expectations,
    List<NeighbourQuestion> questions) {

  /// The result without neighbors.
  ScannedFile alone() {
    questions.forEach(question -> answer(question, new NeighbourFile.Unseen()));
    return beside(expectations, false);
  }

  void answer(NeighbourQuestion question, NeighbourFile neighbour) {
    question.answer().apply(neighbour).ifPresent(detections::add);
  }

  /// The result with the expectations of all files of the scan, after all questions were answered.
  ///
  /// @param numbers whether another file declares this one to be raw numbers, through a link
  ScannedFile beside(ContentExpectations all, boolean numbers) {
    List<FileFormat> known = formats;
    for (DetectionLocation place : expectations.unknown()) {
      boolean expected = numbers && place.equals(root);
      if (!expected && !expectations.holdsNumbers(place) && !all.holdsNumbers(place)) {
        detections.add(Detection.of(ScanRule.UNKNOWN, place, "unknown format"));
      } else if (place.equals(root)) {
        known = List.of(FileFormat.NUMBERS);
      }
    }
    List<Detection> sorted = detections.sorted(root);
    ScanVerdict verdict = ScanVerdict.worst(sorted.stream().map(Detection::verdict).toList());
    return new ScannedFile(root.path(), known, size, verdict, sorted);
  }
}
