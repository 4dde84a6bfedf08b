package dev.redoubt.registry.models;

import java.util.List;

/// What is searched, in MLflow's words.
///
/// @param filter empty for everything
/// @param orders each a field, and `ASC` or `DESC`
/// @param size how many are wanted at most
/// @param token of the page before, or empty
public record ModelSearchRequest(String filter, List<String> orders, int size, String token) {

  /// Copies the list.
  public ModelSearchRequest {
    orders = List.copyOf(orders);
  }
}
