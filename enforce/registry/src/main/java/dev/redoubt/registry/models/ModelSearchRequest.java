package dev.redoubt.registry.models;

import java.util.List;

/// A search request in MLflow's syntax.
///
/// @param filter empty to match everything
/// @param orders each a field with `ASC` or `DESC`
/// @param size maximum number of results
/// @param token of the previous page, or empty
public record ModelSearchRequest(String filter, List<String> orders, int size, String token) {

  /// Copies the list.
  public ModelSearchRequest {
    orders = List.copyOf(orders);
  }
}
