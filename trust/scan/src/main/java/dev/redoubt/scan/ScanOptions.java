package dev.redoubt.scan;

import java.nio.file.Path;
import java.util.Set;

/// The options of a scan.
///
/// @param limits limits against input that is built to exhaust memory or time
/// @param flavours the libraries whose objects pickles may contain; empty for all of them
/// @param scratch where decompressed members are stored
public record ScanOptions(ScanLimits limits, Set<ModelFlavour> flavours, ScratchSpace scratch) {

  public ScanOptions {
    flavours = Set.copyOf(flavours);
  }

  /// Options with every flavor, the default limits, and temporary files in a folder.
  public static ScanOptions withDefaults(Path scratchFolder) {
    return new ScanOptions(
        ScanLimits.DEFAULT,
        Set.of(),
        ScratchSpace.files(ScanLimits.DEFAULT.heldBytes(), scratchFolder));
  }
}
