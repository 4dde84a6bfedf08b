package dev.redoubt.registry.models;

import dev.redoubt.access.RefusedException;
import dev.redoubt.registry.search.Field;
import dev.redoubt.registry.search.Filter;
import dev.redoubt.registry.search.Order;
import dev.redoubt.registry.search.Page;
import dev.redoubt.registry.search.SearchException;
import dev.redoubt.registry.search.SearchParser;
import dev.redoubt.registry.search.Vocabulary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A request as it is understood.
///
/// @param prompts whether prompts are searched, too
record ParsedSearch(Filter filter, boolean prompts, List<Order> orders, int size, long offset) {

  /// Understands a request.
  ///
  /// @param max the greatest size
  /// @param usual the orders, if none is asked for
  /// @throws RefusedException with `INVALID_PARAMETER_VALUE` if a part of it is wrong
  static ParsedSearch of(
      SearchRequest request, Vocabulary vocabulary, int max, List<String> usual) {
    if (request.size() < 1 || request.size() > max) {
      throw RefusedException.invalid("a page has 1 to " + max + " results, not " + request.size());
    }
    long offset = Page.offset(request.token());
    try {
      Filter filter = SearchParser.filter(vocabulary, request.filter());
      boolean prompts = Prompts.askedFor(filter);
      List<Order> orders =
          orders(vocabulary, request.orders().isEmpty() ? usual : request.orders());
      return new ParsedSearch(
          prompts ? filter : Prompts.others(filter), prompts, orders, request.size(), offset);
    } catch (SearchException wrong) {
      throw RefusedException.invalid("the search is not understood: " + wrong.getMessage());
    }
  }

  private static List<Order> orders(Vocabulary vocabulary, List<String> texts)
      throws SearchException {
    List<Order> orders = new ArrayList<>();
    Set<Field> fields = new HashSet<>();
    for (String text : texts) {
      Order order = SearchParser.order(vocabulary, text);
      if (!fields.add(order.field())) {
        throw RefusedException.invalid(
            "the search is ordered twice by the field of `" + text + "`");
      }
      orders.add(order);
    }
    return orders;
  }
}
