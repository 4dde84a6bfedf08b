package dev.redoubt.scan;

/// Limits against input that is built to exhaust memory or time. Content beyond a limit is
/// unreadable, never clean.
///
/// @param nesting archives inside archives; a model file has two or three levels
/// @param members files in all archives of one scanned file together; the largest checkpoints have
///   some ten thousand tensors, each of them a member
/// @param expandedBytes bytes of one scanned file after decompression
/// @param expansionRatio ratio of decompressed to compressed bytes, past the first mebibyte;
///   deflate reaches 1,032 with nothing but zeros
/// @param heldBytes bytes of one member in memory if its format needs random access; larger members
///   go to scratch space
/// @param operations opcodes of one pickle program
public record ScanLimits(
    int nesting,
    int members,
    long expandedBytes,
    int expansionRatio,
    long heldBytes,
    long operations) {

  /// Large enough for every model in the public registries; the documentation gives the reason for
  /// each limit.
  public static final ScanLimits DEFAULT =
      new ScanLimits(8, 100_000, 1L << 40, 1_100, 16L << 20, 2_000_000_000L);

  public ScanLimits {
    if (nesting < 1
        || members < 1
        || expandedBytes < 1
        || expansionRatio < 1
        || heldBytes < 1
        || operations < 1) {
      throw new IllegalArgumentException("a limit must be 1 or more");
    }
  }
}
