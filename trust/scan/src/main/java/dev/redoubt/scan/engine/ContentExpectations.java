package dev.redoubt.scan.engine;

import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.internal.HostilePaths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tracks which contents are raw numbers because another content says so, and which have an unknown
/// format.
final class ContentExpectations {

  /// A path relative to what was passed to the scan, or to the archive that contains it.
  private record Key(List<String> outer, String path) {}

  private final Set<Key> exact = new HashSet<>();
  private final Set<Key> beginnings = new HashSet<>();
  private final List<DetectionLocation> unknown = new ArrayList<>();

  void expect(DetectionLocation from, String relativePath) {
    String own = from.members().getLast().replace('\\', '/');
    String folder = own.substring(0, own.lastIndexOf('/') + 1);
    if (HostilePaths.leadsOut(relativePath)) {
      return;
    }
    String path = folder + relativePath.replaceAll("^(?:\\./)+", "");
    if (path.endsWith("*")) {
      beginnings.add(new Key(outer(from), path.substring(0, path.length() - 1)));
    } else {
      exact.add(new Key(outer(from), path));
    }
  }

  void unknown(DetectionLocation place) {
    unknown.add(place);
  }

  List<DetectionLocation> unknown() {
    return unknown;
  }

  void addAll(ContentExpectations other) {
    exact.addAll(other.exact);
    beginnings.addAll(other.beginnings);
  }

  boolean holdsNumbers(DetectionLocation place) {
    List<String> outer = outer(place);
    String path = place.members().getLast().replace('\\', '/');
    return exact.contains(new Key(outer, path)) || beginsAsExpected(outer, path);
  }

  /// Looks up each prefix of the path that ends with a hyphen, because expectations are stored that
  /// way.
  private boolean beginsAsExpected(List<String> outer, String path) {
    for (int at = path.indexOf('-'); at >= 0; at = path.indexOf('-', at + 1)) {
      if (beginnings.contains(new Key(outer, path.substring(0, at + 1)))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> outer(DetectionLocation place) {
    return place.members().subList(0, place.members().size() - 1);
  }
}
