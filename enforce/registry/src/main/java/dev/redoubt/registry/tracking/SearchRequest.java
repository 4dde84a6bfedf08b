package dev.redoubt.registry.tracking;

import java.util.List;
import java.util.Objects;

/// A search request with its page.
///
/// @param filter conditions in MLflow's syntax, or empty for everything
/// @param orders fields with `ASC` or `DESC`, or empty for the default order
/// @param size maximum number of results, from 1 to 50,000
/// @param token of the previous page, or empty for the first one
public record SearchRequest(
    ViewType view, String filter, List<String> orders, int size, String token) {

  /// @throws dev.redoubt.access.RequestRefusedException if the size is out of range, or there are
  ///   more than 32 sort keys
  public SearchRequest {
    Objects.requireNonNull(view);
    Objects.requireNonNull(filter);
    orders = List.copyOf(orders);
    TrackingLimits.count("orders", orders.size(), TrackingLimits.ORDERS);
    TrackingLimits.page(size);
    Objects.requireNonNull(token);
  }

  /// Requests the first thousand active objects that match a filter, in the default order.
  public static SearchRequest of(String filter, String... orders) {
    return new SearchRequest(ViewType.ACTIVE_ONLY, filter, List.of(orders), 1_000, "");
  }
}
