package dev.redoubt.scan.internal.zip;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Tracks which bytes of an archive belong to a member or a directory.
final class ArchiveExtents {

  /// A range that belongs to nothing.
  record Gap(long start, long length) {}

  /// Start to end, without overlaps.
  private final NavigableMap<Long, Long> taken = new TreeMap<>();

  /// Takes the bytes from `start` up to `end`.
  ///
  /// @return false if some of them were already taken, unless it is the same range: two directories
  ///   may describe one member
  boolean add(long start, long end) {
    if (end <= start) {
      return true;
    }
    Map.Entry<Long, Long> before = taken.floorEntry(start);
    if (before != null && before.getKey() == start && before.getValue() == end) {
      return true;
    }
    Map.Entry<Long, Long> after = taken.ceilingEntry(start);
    boolean free =
        (before == null || before.getValue() <= start) && (after == null || after.getKey() >= end);
    merge(start, end);
    return free;
  }

  private void merge(long start, long end) {
    Map.Entry<Long, Long> floor = taken.floorEntry(start);
    if (floor == null || floor.getValue() < end) {
      boolean overlaps = floor != null && floor.getValue() > start;
      long from = floor != null && overlaps ? floor.getKey() : start;
      long to = end;
      for (Map.Entry<Long, Long> next = taken.higherEntry(from);
          next != null && next.getKey() < to;
          next = taken.higherEntry(from)) {
        to = Math.max(to, next.getValue());
        taken.remove(next.getKey());
      }
      taken.put(from, to);
    }
  }

  List<Gap> gaps(long size) {
    List<Gap> gaps = new ArrayList<>();
    long at = 0;
    for (Map.Entry<Long, Long> extent : taken.entrySet()) {
      if (extent.getKey() > at) {
        gaps.add(new Gap(at, extent.getKey() - at));
      }
      at = Math.max(at, extent.getValue());
    }
    if (at < size) {
      gaps.add(new Gap(at, size - at));
    }
    return gaps;
  }
}
