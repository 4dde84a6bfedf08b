package dev.redoubt.scan.internal.model;

import dev.redoubt.scan.Place;
import dev.redoubt.scan.internal.Inspection;

/// Looks at Python source that was found inside of something else.
@FunctionalInterface
public interface CodeInspector {

  /// Reports what the source does.
  void inspect(String text, Place place, Inspection inspection);
}
