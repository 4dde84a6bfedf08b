package dev.redoubt.registry.tracking;

import dev.redoubt.access.RefusedException;
import dev.redoubt.registry.search.Filter;
import dev.redoubt.registry.search.Order;
import dev.redoubt.registry.search.SearchException;
import dev.redoubt.registry.search.SearchParser;
import dev.redoubt.registry.search.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/// Reads the filters and orders of a search; what is wrong with them is refused.
final class Queries {

  /// In UTF-16 units: whoever wrote more knows it by its beginning.
  private static final int SHOWN = 200;

  private Queries() {}

  static Filter filter(Vocabulary vocabulary, String text) {
    try {
      return SearchParser.filter(vocabulary, text);
    } catch (SearchException wrong) {
      throw RefusedException.invalid(
          "the filter `" + shown(text) + "` is wrong: " + wrong.getMessage());
    }
  }

  static Order order(Vocabulary vocabulary, String text) {
    try {
      return SearchParser.order(vocabulary, text);
    } catch (SearchException wrong) {
      throw RefusedException.invalid(
          "the order `" + shown(text) + "` is wrong: " + wrong.getMessage());
    }
  }

  /// Those that somebody named, and behind them one that decides among equals, unless it is named.
  static List<Order> orders(Vocabulary vocabulary, List<String> texts, String usual) {
    List<Order> orders = new ArrayList<>();
    texts.forEach(text -> orders.add(order(vocabulary, text)));
    Order last = order(vocabulary, usual);
    if (orders.stream().noneMatch(order -> order.field().equals(last.field()))) {
      orders.add(last);
    }
    return orders;
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
