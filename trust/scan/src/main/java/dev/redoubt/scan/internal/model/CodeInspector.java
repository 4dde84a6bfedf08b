package dev.redoubt.scan.internal.model;

import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.internal.ScanContext;

/// Looks at Python source that was found inside of something else.
@FunctionalInterface
public interface CodeInspector {

  /// Reports what the source does.
  void inspect(String text, DetectionLocation place, ScanContext inspection);
}
