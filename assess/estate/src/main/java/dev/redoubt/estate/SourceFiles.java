package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The names of the files that one run has read, by number, so that an [Origin] needs only the
/// number. Thread-safe.
public final class SourceFiles {

  /// Ids are 20 bits wide in [Origin]; a workload has fewer files.
  static final int MAX_FILES = (1 << 20) - 1;

  private final List<String> names = new ArrayList<>(List.of(""));
  private final Map<String, Integer> ids = new HashMap<>();

  /// Returns the id of a file name; the same name always has the same id.
  public synchronized int add(String name) {
    Integer known = ids.get(name);
    if (known != null) {
      return known;
    }
    if (names.size() > MAX_FILES) {
      return MAX_FILES;
    }
    names.add(name);
    ids.put(name, names.size() - 1);
    return names.size() - 1;
  }

  /// Returns the origin of a file as a whole.
  public Origin whole(String name) {
    return Origin.of(add(name), 0, 0);
  }

  /// Returns the location of an origin; instead of a file name, a description if it is not in a
  /// file.
  public synchronized SourceLocation locate(Origin origin) {
    if (origin.isWritten()) {
      return new SourceLocation(names.get(origin.file()), origin.line(), origin.column());
    }
    if (origin.equals(Origin.PROVIDER_DEFAULT)) {
      return new SourceLocation("provider default", 0, 0);
    }
    if (origin.equals(Origin.DERIVED)) {
      return new SourceLocation("derived", 0, 0);
    }
    if (origin.equals(Origin.CONFIGURATION)) {
      return new SourceLocation("configuration", 0, 0);
    }
    return new SourceLocation("unknown location", 0, 0);
  }
}
