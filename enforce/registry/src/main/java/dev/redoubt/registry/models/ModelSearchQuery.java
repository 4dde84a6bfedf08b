package dev.redoubt.registry.models;

import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.registry.search.SearchException;
import dev.redoubt.registry.search.SearchField;
import dev.redoubt.registry.search.SearchFilter;
import dev.redoubt.registry.search.SearchParser;
import dev.redoubt.registry.search.SearchVocabulary;
import dev.redoubt.registry.search.SortKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A parsed search request.
///
/// @param prompts whether prompts are included
record ModelSearchQuery(
    SearchFilter filter, boolean prompts, List<SortKey> orders, int size, long offset) {

  /// Parses a request.
  ///
  /// @param max maximum page size
  /// @param usual default order
  /// @throws RequestRefusedException with `INVALID_PARAMETER_VALUE` if a part of it is invalid
  static ModelSearchQuery of(
      ModelSearchRequest request, SearchVocabulary vocabulary, int max, List<String> usual) {
    if (request.size() < 1 || request.size() > max) {
      throw RequestRefusedException.invalid(
          "a page has 1 to " + max + " results, not " + request.size());
    }
    long offset = ResultPage.offset(request.token());
    try {
      SearchFilter filter = SearchParser.filter(vocabulary, request.filter());
      boolean prompts = PromptModels.areRequested(filter);
      List<SortKey> orders =
          orders(vocabulary, request.orders().isEmpty() ? usual : request.orders());
      return new ModelSearchQuery(
          prompts ? filter : PromptModels.others(filter), prompts, orders, request.size(), offset);
    } catch (SearchException wrong) {
      throw RequestRefusedException.invalid("invalid search: " + wrong.getMessage());
    }
  }

  private static List<SortKey> orders(SearchVocabulary vocabulary, List<String> texts)
      throws SearchException {
    List<SortKey> orders = new ArrayList<>();
    Set<SearchField> fields = new HashSet<>();
    for (String text : texts) {
      SortKey order = SearchParser.order(vocabulary, text);
      if (!fields.add(order.field())) {
        throw RequestRefusedException.invalid(
            "the search sorts twice by the field of `" + text + "`");
      }
      orders.add(order);
    }
    return orders;
  }
}
