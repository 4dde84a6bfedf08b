package dev.redoubt.registry.search;

import java.util.List;

/// The conditions of a search, all of which have to be met; none for everything.
public record SearchFilter(List<SearchCondition> all) {

  /// Meets everything.
  public static final SearchFilter EVERYTHING = new SearchFilter(List.of());

  /// Copies the list.
  public SearchFilter {
    all = List.copyOf(all);
  }
}
