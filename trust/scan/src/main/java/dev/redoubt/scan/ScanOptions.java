package dev.redoubt.scan;

import java.nio.file.Path;
import java.util.Set;

/// How to scan.
///
/// @param limits bounds against input that is made to exhaust a scanner
/// @param flavours whose objects pickles may hold; empty for those of every framework
/// @param scratch where decompressed members go
public record ScanOptions(ScanLimits limits, Set<ModelFlavour> flavours, ScratchSpace scratch) {

  public ScanOptions {
    flavours = Set.copyOf(flavours);
  }

  /// Every flavour, and temporary files in a folder.
  public static ScanOptions usual(Path scratchFolder) {
    return new ScanOptions(
        ScanLimits.DEFAULT,
        Set.of(),
        ScratchSpace.files(ScanLimits.DEFAULT.heldBytes(), scratchFolder));
  }
}
