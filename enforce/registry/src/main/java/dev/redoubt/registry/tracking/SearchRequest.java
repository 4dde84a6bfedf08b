package dev.redoubt.registry.tracking;

import java.util.List;
import java.util.Objects;

/// What somebody looks for, and which page of it.
///
/// @param filter conditions in MLflow's language, or empty for everything
/// @param orders fields with `ASC` or `DESC`, or none for the usual order
/// @param size how many at most, from 1 to 50,000
/// @param token of the page before, or empty for the first one
public record SearchRequest(
    ViewType view, String filter, List<String> orders, int size, String token) {

  /// @throws dev.redoubt.access.RequestRefusedException if the size is out of its range, or there
  ///   are more than 32 orders
  public SearchRequest {
    Objects.requireNonNull(view);
    Objects.requireNonNull(filter);
    orders = List.copyOf(orders);
    TrackingLimits.count("orders", orders.size(), TrackingLimits.ORDERS);
    TrackingLimits.page(size);
    Objects.requireNonNull(token);
  }

  /// The first thousand of what is there and meets a filter, in the usual order.
  public static SearchRequest of(String filter, String... orders) {
    return new SearchRequest(ViewType.ACTIVE_ONLY, filter, List.of(orders), 1_000, "");
  }
}
