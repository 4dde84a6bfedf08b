package dev.redoubt.scan.internal.gguf;

import java.util.Map;

/// The tensor types of GGML: elements per block, and bytes per block. Source: `ggml.h` and
/// `gguf-py/gguf/constants.py` of llama.cpp, read in 2026. Withdrawn numbers (4, 5, 31 to 33, 36 to
/// 38) are not in use.
record GgmlType(int elements, int bytes) {

  private static final Map<Integer, GgmlType> TYPES =
      Map.ofEntries(
          type(0, 1, 4),
          type(1, 1, 2),
          type(2, 32, 18),
          type(3, 32, 20),
          type(6, 32, 22),
          type(7, 32, 24),
          type(8, 32, 34),
          type(9, 32, 40),
          type(10, 256, 84),
          type(11, 256, 110),
          type(12, 256, 144),
          type(13, 256, 176),
          type(14, 256, 210),
          type(15, 256, 292),
          type(16, 256, 66),
          type(17, 256, 74),
          type(18, 256, 98),
          type(19, 256, 50),
          type(20, 32, 18),
          type(21, 256, 110),
          type(22, 256, 82),
          type(23, 256, 136),
          type(24, 1, 1),
          type(25, 1, 2),
          type(26, 1, 4),
          type(27, 1, 8),
          type(28, 1, 8),
          type(29, 256, 56),
          type(30, 1, 2),
          type(34, 256, 54),
          type(35, 256, 66),
          type(39, 32, 17),
          type(40, 64, 36),
          type(41, 128, 18));

  /// The type with a number, or null if there is none.
  static @org.jspecify.annotations.Nullable GgmlType of(long number) {
    return number > 255 ? null : TYPES.get((int) number);
  }

  private static Map.Entry<Integer, GgmlType> type(int number, int elements, int bytes) {
    return Map.entry(number, new GgmlType(elements, bytes));
  }
}
