package dev.redoubt.registry.search;

import java.util.List;

/// The conditions of a search, all of which have to be met; none for everything.
public record Filter(List<Comparison> all) {

  /// Meets everything.
  public static final Filter EVERYTHING = new Filter(List.of());

  /// Copies the list.
  public Filter {
    all = List.copyOf(all);
  }
}
