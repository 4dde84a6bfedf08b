package dev.redoubt.registry.search;

import java.util.List;

/// Conditions of a search, joined with `AND`; an empty filter matches everything.
public record SearchFilter(List<SearchCondition> all) {

  /// Matches everything.
  public static final SearchFilter EVERYTHING = new SearchFilter(List.of());

  /// Copies the list.
  public SearchFilter {
    all = List.copyOf(all);
  }
}
