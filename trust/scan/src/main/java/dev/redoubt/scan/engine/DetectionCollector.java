package dev.redoubt.scan.engine;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.internal.ScanRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Collects the detections of one file, without duplicates.
final class DetectionCollector {

  /// A hostile file could cause any number of detections.
  private static final int MOST = 500;

  private static final Comparator<Detection> WORST_FIRST =
      Comparator.comparing(Detection::verdict, Comparator.reverseOrder())
          .thenComparing(Detection::severity, Comparator.reverseOrder())
          .thenComparing(detection -> detection.location().path())
          .thenComparingLong(detection -> detection.location().offset())
          .thenComparing(detection -> detection.rule().id())
          .thenComparing(Detection::message);

  private record Key(String rule, DetectionLocation place, String message) {}

  private final List<Detection> found = new ArrayList<>();
  private final Set<Key> seen = new HashSet<>();
  private ScanVerdict dropped = ScanVerdict.CLEAN;
  private int droppedCount;

  void add(Detection detection) {
    if (found.size() >= MOST && detection.verdict().compareTo(worst()) <= 0) {
      droppedCount++;
      dropped = ScanVerdict.worst(List.of(dropped, detection.verdict()));
      return;
    }
    if (seen.add(new Key(detection.rule().id(), detection.location(), detection.message()))) {
      found.add(detection);
    }
  }

  private ScanVerdict worst() {
    return ScanVerdict.worst(found.stream().map(Detection::verdict).toList());
  }

  /// The detections, worst first.
  List<Detection> sorted(DetectionLocation root) {
    List<Detection> all = new ArrayList<>(found);
    if (droppedCount > 0) {
      all.add(
          new Detection(
              ScanRule.MANY,
              dropped,
              ScanRule.MANY.severity(),
              root,
              "%,d more detections, none worse than `%s`"
                  .formatted(droppedCount, dropped.name().toLowerCase(java.util.Locale.ROOT)),
              List.of()));
    }
    all.sort(WORST_FIRST);
    return all;
  }
}
