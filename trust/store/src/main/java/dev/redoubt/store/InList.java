package dev.redoubt.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Builds SQL `IN` conditions for lists of values.
public final class InList {

  /// Small enough for the parameter limit of every database, large enough to need few statements.
  private static final int CHUNK = 500;

  private InList() {}

  /// Returns ` IN (?, ?)` with one placeholder per value; for an empty list, a condition that no
  /// row meets.
  public static String of(List<?> values) {
    return values.isEmpty()
        ? " IN (NULL)"
        : " IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";
  }

  /// Splits a list into parts that fit into one statement.
  public static <T> List<List<T>> chunks(List<T> all) {
    List<List<T>> chunks = new ArrayList<>();
    for (int i = 0; i < all.size(); i += CHUNK) {
      chunks.add(all.subList(i, Math.min(all.size(), i + CHUNK)));
    }
    return chunks;
  }
}
