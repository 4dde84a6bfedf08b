package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The files that one run has read, so that an [Origin] needs only a number. Safe for use by
/// several threads.
public final class SourceFiles {

  /// Ids are 20 bits wide in [Origin]; more files than that are not one workload.
  static final int MAX_FILES = (1 << 20) - 1;

  private final List<String> names = new ArrayList<>(List.of(""));
  private final Map<String, Integer> ids = new HashMap<>();

  /// The id of a file's name, the same for the same name.
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

  /// The origin that means the whole file.
  public Origin whole(String name) {
    return Origin.of(add(name), 0, 0);
  }

  /// The place an origin stands for; a word where no file holds it.
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
