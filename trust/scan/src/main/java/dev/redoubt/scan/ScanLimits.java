package dev.redoubt.scan;

/// Bounds against input that is made to exhaust a scanner. What exceeds one is unreadable, never
/// passed.
///
/// @param nesting archives inside archives; a model file has two or three
/// @param members files in all archives of one scanned file together; the largest checkpoints have
///   some ten thousand tensors, each a member
/// @param expandedBytes bytes after decompression, of one scanned file
/// @param expansionRatio of decompressed to compressed bytes, past the first mebibyte; deflate
///   reaches 1032 with nothing but zeros
/// @param heldBytes of one member in memory, where a format needs to be read at any place; larger
///   ones go to scratch space
/// @param operations of one program of a pickle
public record ScanLimits(
    int nesting,
    int members,
    long expandedBytes,
    int expansionRatio,
    long heldBytes,
    long operations) {

  /// Room for every model that the public registries hold, with a reason for each bound in its
  /// documentation.
  public static final ScanLimits DEFAULT =
      new ScanLimits(8, 100_000, 1L << 40, 1_100, 16L << 20, 2_000_000_000L);

  public ScanLimits {
    if (nesting < 1
        || members < 1
        || expandedBytes < 1
        || expansionRatio < 1
        || heldBytes < 1
        || operations < 1) {
      throw new IllegalArgumentException("a limit is 1 or more");
    }
  }
}
