package dev.redoubt.registry.tracking;

import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.registry.search.SearchException;
import dev.redoubt.registry.search.SearchFilter;
import dev.redoubt.registry.search.SearchParser;
import dev.redoubt.registry.search.SearchVocabulary;
import dev.redoubt.registry.search.SortKey;
import java.util.ArrayList;
import java.util.List;

/// Parses the filters and orders of a search, and refuses invalid ones.
final class SearchQueries {

  /// Maximum length of a quoted filter in a message, in UTF-16 units.
  private static final int SHOWN = 200;

  private SearchQueries() {}

  static SearchFilter filter(SearchVocabulary vocabulary, String text) {
    try {
      return SearchParser.filter(vocabulary, text);
    } catch (SearchException wrong) {
      throw RequestRefusedException.invalid(
          "the filter `" + shown(text) + "` is invalid: " + wrong.getMessage());
    }
  }

  static SortKey order(SearchVocabulary vocabulary, String text) {
    try {
      return SearchParser.order(vocabulary, text);
    } catch (SearchException wrong) {
      throw RequestRefusedException.invalid(
          "the order `" + shown(text) + "` is invalid: " + wrong.getMessage());
    }
  }

  /// Returns the requested sort keys, followed by a tie-breaker unless it is among them.
  static List<SortKey> orders(SearchVocabulary vocabulary, List<String> texts, String usual) {
    List<SortKey> orders = new ArrayList<>();
    texts.forEach(text -> orders.add(order(vocabulary, text)));
    SortKey last = order(vocabulary, usual);
    if (orders.stream().noneMatch(order -> order.field().equals(last.field()))) {
      orders.add(last);
    }
    return orders;
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
