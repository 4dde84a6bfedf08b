package dev.redoubt.reporthtml.internal;

import dev.redoubt.reporthtml.internal.InventorySection.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Joins the rows of a table that differ in nothing but the resource, where there are many:
/// hundreds of equal rows hide the others.
final class EqualRows {

  /// Fewer equal rows stay as they are.
  private static final int MANY = 6;

  private EqualRows() {}

  /// The rows, the first of many equal ones in place of all of them.
  ///
  /// @param facts what rows have in common; the type of the resource among it
  /// @param names the resource of a row
  /// @param joined a row for all of these resources, made from one of the rows
  static <T> List<T> joined(
      List<T> rows,
      Function<T, List<?>> facts,
      Function<T, List<Name>> names,
      BiFunction<T, List<Name>, T> joined) {
    Map<List<?>, List<T>> equal = new LinkedHashMap<>();
    rows.forEach(row -> equal.computeIfAbsent(facts.apply(row), _ -> new ArrayList<>()).add(row));
    List<T> all = new ArrayList<>();
    equal
        .values()
        .forEach(
            same -> {
              if (same.size() < MANY) {
                all.addAll(same);
              } else {
                List<Name> together = new ArrayList<>();
                same.forEach(row -> together.addAll(names.apply(row)));
                all.add(joined.apply(same.getFirst(), together));
              }
            });
    return all;
  }
}
