package dev.redoubt.scan.internal.pickle;

import java.util.HashMap;
import java.util.Map;

/// The storages that a PyTorch pickle references. In files of the older format their bytes follow
/// the pickles, each preceded by its length.
final class TorchStorages {

  /// More storages than any model has; beyond that, storages cannot be distinguished from hidden
  /// bytes.
  private static final int KEYS = 1_000_000;

  private static final int LENGTH_FIELD = 8;

  private static final Map<String, Integer> ELEMENT_BYTES =
      Map.ofEntries(
          Map.entry("UntypedStorage", 1),
          Map.entry("ByteStorage", 1),
          Map.entry("CharStorage", 1),
          Map.entry("BoolStorage", 1),
          Map.entry("QInt8Storage", 1),
          Map.entry("QUInt8Storage", 1),
          Map.entry("QUInt4x2Storage", 1),
          Map.entry("QUInt2x4Storage", 1),
          Map.entry("HalfStorage", 2),
          Map.entry("ShortStorage", 2),
          Map.entry("BFloat16Storage", 2),
          Map.entry("FloatStorage", 4),
          Map.entry("IntStorage", 4),
          Map.entry("QInt32Storage", 4),
          Map.entry("DoubleStorage", 8),
          Map.entry("LongStorage", 8),
          Map.entry("ComplexFloatStorage", 8),
          Map.entry("ComplexDoubleStorage", 16));

  private final Map<String, Long> bytes = new HashMap<>();

  /// @param type the name of the class, without its module
  /// @param elements the number of elements
  void add(String key, String type, long elements) {
    if (bytes.size() < KEYS) {
      bytes.put(key, LENGTH_FIELD + elements * ELEMENT_BYTES.getOrDefault(type, 0));
    }
  }

  /// The number of bytes that all of them take in the older format.
  long size() {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }
}
