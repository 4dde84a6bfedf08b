package dev.redoubt.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Lists in SQL.
public final class InList {

  /// Few enough parameters for any database, and enough for few statements.
  private static final int CHUNK = 500;

  private InList() {}

  /// ` IN (?, ?)`, which nothing meets if the list is empty.
  public static String of(List<?> values) {
    return values.isEmpty()
        ? " IN (NULL)"
        : " IN (" + String.join(", ", Collections.nCopies(values.size(), "?")) + ")";
  }

  /// Parts of a list that a statement takes.
  public static <T> List<List<T>> chunks(List<T> all) {
    List<List<T>> chunks = new ArrayList<>();
    for (int i = 0; i < all.size(); i += CHUNK) {
      chunks.add(all.subList(i, Math.min(all.size(), i + CHUNK)));
    }
    return chunks;
  }
}
