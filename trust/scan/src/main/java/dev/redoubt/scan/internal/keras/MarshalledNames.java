package dev.redoubt.scan.internal.keras;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Extracts the names from compiled Python. The layout of a code object differs between versions,
/// but the encoding of a string does not: every position that decodes as a string is used, which
/// finds too much but misses nothing. Source: `Python/marshal.c` of CPython 3.14.
final class MarshalledNames {

  private static final int LENGTH = 200;
  private static final int NAMES = 10_000;

  private MarshalledNames() {}

  /// The strings that are Python names, and those of constants that contain one.
  static List<String> of(byte[] code) {
    Set<String> names = new LinkedHashSet<>();
    for (int at = 0; at < code.length && names.size() < NAMES; at++) {
      int kind = code[at] & 0x7f;
      int from = 0;
      long length = -1;
      if ((kind == 'z' || kind == 'Z') && at + 1 < code.length) {
        from = at + 2;
        length = code[at + 1] & 0xff;
      } else if ("aAutsi".indexOf(kind) >= 0 && at + 4 < code.length) {
        from = at + 5;
        length =
            (code[at + 1] & 0xff)
                | ((code[at + 2] & 0xff) << 8)
                | ((code[at + 3] & 0xff) << 16)
                | ((long) (code[at + 4] & 0xff) << 24);
      }
      if (length > 1 && length <= LENGTH && length <= code.length - from) {
        add(new String(code, from, (int) length, StandardCharsets.UTF_8), names);
      }
    }
    return new ArrayList<>(names);
  }

  private static void add(String text, Set<String> names) {
    if (text.matches("[\\p{L}_][\\p{L}\\p{N}_]*(?:\\.[\\p{L}_][\\p{L}\\p{N}_]*)*")) {
      names.add(text);
      names.addAll(List.of(text.split("\\.")));
    }
  }
}
