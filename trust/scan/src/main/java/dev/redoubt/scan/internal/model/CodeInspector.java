package dev.redoubt.scan.internal.model;

import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.internal.ScanContext;

/// Analyzes Python source that is embedded in another content.
@FunctionalInterface
public interface CodeInspector {

  /// Reports what the source does.
  void inspect(String text, DetectionLocation place, ScanContext context);
}
