package dev.redoubt.registry.search;

import dev.redoubt.registry.search.SearchField.Kind;
import dev.redoubt.registry.search.SearchLexer.Token;
import dev.redoubt.registry.search.SearchVocabulary.Attribute;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Parses the filters and orders of MLflow's searches: comparisons joined with `AND`, as documented
/// in MLflow's "Search Runs". There is no `OR`, no `NOT` and there are no parentheses around
/// conditions.
public final class SearchParser {

  /// No legitimate search needs more, and each condition costs the database a join.
  public static final int MAX_CONDITIONS = 64;

  /// In UTF-16 units: a list of a thousand run ids has 35,000.
  public static final int MAX_LENGTH = 100_000;

  /// Total length of all lists of a filter: PostgreSQL accepts 65,535 parameters, including our
  /// own.
  public static final int MAX_LISTED = 10_000;

  /// Of a `LIKE` pattern, in UTF-16 units: SQLite accepts 50,000 bytes, and each `%` is expensive.
  public static final int MAX_PATTERN = 5_000;

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          Map.entry("metric", Kind.METRIC),
          Map.entry("metrics", Kind.METRIC),
          Map.entry("parameter", Kind.PARAMETER),
          Map.entry("parameters", Kind.PARAMETER),
          Map.entry("param", Kind.PARAMETER),
          Map.entry("params", Kind.PARAMETER),
          Map.entry("tag", Kind.TAG),
          Map.entry("tags", Kind.TAG),
          Map.entry("attribute", Kind.ATTRIBUTE),
          Map.entry("attributes", Kind.ATTRIBUTE),
          Map.entry("attr", Kind.ATTRIBUTE),
          Map.entry("run", Kind.ATTRIBUTE),
          Map.entry("dataset", Kind.DATASET),
          Map.entry("datasets", Kind.DATASET));

  private static final Map<String, SearchOperator> SYMBOLS =
      Map.of(
          "=", SearchOperator.EQUAL,
          "!=", SearchOperator.NOT_EQUAL,
          "<", SearchOperator.LESS,
          "<=", SearchOperator.AT_MOST,
          ">", SearchOperator.GREATER,
          ">=", SearchOperator.AT_LEAST);

  private final SearchVocabulary vocabulary;
  private final List<Token> tokens;
  private int next;
  private int listed;

  private SearchParser(SearchVocabulary vocabulary, String text) throws SearchException {
    if (text.length() > MAX_LENGTH) {
      throw new SearchException("a search has at most " + MAX_LENGTH + " characters", MAX_LENGTH);
    }
    this.vocabulary = vocabulary;
    this.tokens = SearchLexer.of(text);
  }

  /// Parses a filter; an empty one matches everything.
  public static SearchFilter filter(SearchVocabulary vocabulary, String text)
      throws SearchException {
    return new SearchParser(vocabulary, text).filter();
  }

  /// Parses one sort key: a field with `ASC` or `DESC`.
  public static SortKey order(SearchVocabulary vocabulary, String text) throws SearchException {
    return new SearchParser(vocabulary, text).order();
  }

  private SearchFilter filter() throws SearchException {
    List<SearchCondition> all = new ArrayList<>();
    if (peek().kind() == SearchLexer.Kind.END) {
      return SearchFilter.EVERYTHING;
    }
    while (true) {
      all.add(comparison());
      Token token = take();
      if (token.kind() == SearchLexer.Kind.END) {
        return new SearchFilter(all);
      }
      if (!token.is("AND")) {
        throw wrong("only `AND` can join conditions, not `" + token.text() + "`", token);
      }
      if (all.size() == MAX_CONDITIONS) {
        throw wrong("a search has at most " + MAX_CONDITIONS + " conditions", token);
      }
    }
  }

  private SortKey order() throws SearchException {
    Token start = peek();
    SearchField field = field();
    if (field.kind() == Kind.DATASET) {
      throw wrong("cannot sort by data sets", start);
    }
    boolean ascending = true;
    Token token = take();
    if (token.is("DESC")) {
      ascending = false;
      token = take();
    } else if (token.is("ASC")) {
      token = take();
    }
    if (token.kind() != SearchLexer.Kind.END) {
      throw wrong(
          "expected a field followed by `ASC` or `DESC`, not `" + token.text() + "`", token);
    }
    return new SortKey(field, ascending);
  }

  private SearchCondition comparison() throws SearchException {
    Token start = peek();
    SearchField field = field();
    Optional<Attribute> attribute =
        field.kind() == Kind.ATTRIBUTE ? vocabulary.attribute(field.key()) : Optional.empty();
    if (attribute.isPresent() && !attribute.get().filters()) {
      throw wrong("`" + field.key() + "` can be used in `order_by` only, not in a filter", start);
    }
    Token sign = peek();
    SearchOperator operator = operator();
    boolean numeric =
        field.kind() == Kind.METRIC || attribute.map(Attribute::numeric).orElse(false);
    if (!allowed(field, attribute, numeric, operator)) {
      throw wrong("`" + operator.text() + "` is not for `" + field.key() + "`", sign);
    }
    return new SearchCondition(field, operator, operand(field, operator, numeric));
  }

  private boolean allowed(
      SearchField field, Optional<Attribute> attribute, boolean numeric, SearchOperator operator) {
    if (operator.takesNothing()) {
      return vocabulary.mayBeAbsent(field.kind());
    }
    if (operator.takesList()) {
      return field.kind() == Kind.DATASET || attribute.map(Attribute::lists).orElse(false);
    }
    return numeric ? operator.ordersNumbers() : operator.comparesTexts();
  }

  /// `key`, `kind.key`, or `kind.` followed by the key in quotes or backticks.
  private SearchField field() throws SearchException {
    Token token = take();
    if (token.kind() == SearchLexer.Kind.BACKTICKS || token.kind() == SearchLexer.Kind.QUOTED) {
      return named(Kind.ATTRIBUTE, token.text(), token);
    }
    if (token.kind() != SearchLexer.Kind.WORD) {
      throw wrong("expected a field", token);
    }
    int dot = token.text().indexOf('.');
    if (dot < 0) {
      return named(Kind.ATTRIBUTE, token.text(), token);
    }
    Kind kind = KINDS.get(token.text().substring(0, dot));
    if (kind == null || !vocabulary.supports(kind)) {
      throw wrong("`" + token.text().substring(0, dot) + "` is not a field prefix here", token);
    }
    String key = token.text().substring(dot + 1);
    if (!key.isEmpty()) {
      return named(kind, key, token);
    }
    Token quoted = take();
    if (!quoted.glued() || quoted.kind() == SearchLexer.Kind.MARK || quoted.text().isEmpty()) {
      throw wrong("expected a name after `" + token.text() + "`", quoted);
    }
    return named(kind, quoted.text(), quoted);
  }

  private SearchField named(Kind kind, String key, Token token) throws SearchException {
    if (kind == Kind.ATTRIBUTE) {
      Attribute attribute = vocabulary.attribute(key).orElse(null);
      if (attribute == null) {
        throw wrong(
            "`" + key + "` is not an attribute; expected one of " + vocabulary.names(), token);
      }
      return new SearchField(kind, attribute.name());
    }
    if (kind == Kind.DATASET && !SearchVocabulary.DATASET_KEYS.contains(key)) {
      throw wrong(
          "a data set has the attributes `name`, `digest` and `context`, not `" + key + "`", token);
    }
    return new SearchField(kind, key);
  }

  private SearchOperator operator() throws SearchException {
    Token token = take();
    SearchOperator symbol = SYMBOLS.get(token.text());
    if (token.kind() == SearchLexer.Kind.SYMBOL && symbol != null) {
      return symbol;
    }
    if (token.is("LIKE")) {
      return SearchOperator.LIKE;
    }
    if (token.is("ILIKE")) {
      return SearchOperator.ILIKE;
    }
    if (token.is("IN")) {
      return SearchOperator.IN;
    }
    if (token.is("NOT") && take().is("IN")) {
      return SearchOperator.NOT_IN;
    }
    if (token.is("IS")) {
      Token second = take();
      if (second.is("NULL")) {
        return SearchOperator.IS_NULL;
      }
      if (second.is("NOT") && take().is("NULL")) {
        return SearchOperator.IS_NOT_NULL;
      }
    }
    throw wrong("`" + token.text() + "` is not a comparison operator", token);
  }

  private SearchOperand operand(SearchField field, SearchOperator operator, boolean numeric)
      throws SearchException {
    if (operator.takesNothing()) {
      return new SearchOperand.Nothing();
    }
    if (operator.takesList()) {
      return list();
    }
    Token token = take();
    if (numeric) {
      return new SearchOperand.Decimal(number(field, token));
    }
    if (token.kind() != SearchLexer.Kind.QUOTED) {
      throw wrong("`" + field.key() + "` must be compared with a quoted string", token);
    }
    boolean pattern = operator == SearchOperator.LIKE || operator == SearchOperator.ILIKE;
    if (pattern && token.text().length() > MAX_PATTERN) {
      throw wrong("a pattern has at most " + MAX_PATTERN + " characters", token);
    }
    return new SearchOperand.Text(token.text());
  }

  private BigDecimal number(SearchField field, Token token) throws SearchException {
    if (token.kind() == SearchLexer.Kind.WORD
        && token
            .text()
            .matches("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?")) {
      return new BigDecimal(token.text());
    }
    throw wrong("`" + field.key() + "` must be compared with a number", token);
  }

  private SearchOperand list() throws SearchException {
    Token token = take();
    if (!token.is("(")) {
      throw wrong("expected a list in parentheses", token);
    }
    List<String> values = new ArrayList<>();
    while (true) {
      token = take();
      if (token.is(")") && !values.isEmpty()) {
        return new SearchOperand.Texts(values);
      }
      if (token.kind() != SearchLexer.Kind.QUOTED) {
        throw wrong("expected a quoted string", token);
      }
      values.add(token.text());
      if (++listed > MAX_LISTED) {
        throw wrong("the lists of a search have at most " + MAX_LISTED + " texts", token);
      }
      token = take();
      if (token.is(")")) {
        return new SearchOperand.Texts(values);
      }
      if (!token.is(",")) {
        throw wrong("expected `,` or `)`", token);
      }
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    Token token = tokens.get(next);
    if (next < tokens.size() - 1) {
      next++;
    }
    return token;
  }

  private static SearchException wrong(String message, Token token) {
    return new SearchException(message, token.offset());
  }
}
