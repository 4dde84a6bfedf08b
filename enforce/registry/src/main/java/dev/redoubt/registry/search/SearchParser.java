package dev.redoubt.registry.search;

import dev.redoubt.registry.search.Field.Kind;
import dev.redoubt.registry.search.Tokens.Token;
import dev.redoubt.registry.search.Vocabulary.Attribute;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the filters and orders of MLflow's searches: comparisons joined with `AND`, of which the
/// documentation is "Search Runs" of MLflow. There is no `OR`, no `NOT` and no bracket.
public final class SearchParser {

  /// Longer ones are nobody's honest search, and each condition costs the database a join.
  public static final int MAX_CONDITIONS = 64;

  /// In UTF-16 units: a list of a thousand run ids has 35,000.
  public static final int MAX_LENGTH = 100_000;

  /// All lists of a filter together: PostgreSQL takes 65,535 parameters, ours among them.
  public static final int MAX_LISTED = 10_000;

  /// In UTF-16 units, of what `LIKE` compares with: SQLite takes 50,000 bytes, and each `%` costs.
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

  private static final Map<String, Operator> SYMBOLS =
      Map.of(
          "=", Operator.EQUAL,
          "!=", Operator.NOT_EQUAL,
          "<", Operator.LESS,
          "<=", Operator.AT_MOST,
          ">", Operator.GREATER,
          ">=", Operator.AT_LEAST);

  private final Vocabulary vocabulary;
  private final List<Token> tokens;
  private int next;
  private int listed;

  private SearchParser(Vocabulary vocabulary, String text) throws SearchException {
    if (text.length() > MAX_LENGTH) {
      throw new SearchException("a search has at most " + MAX_LENGTH + " characters", MAX_LENGTH);
    }
    this.vocabulary = vocabulary;
    this.tokens = Tokens.of(text);
  }

  /// Reads a filter; an empty one meets everything.
  public static Filter filter(Vocabulary vocabulary, String text) throws SearchException {
    return new SearchParser(vocabulary, text).filter();
  }

  /// Reads one key of an order: a field, and `ASC` or `DESC`.
  public static Order order(Vocabulary vocabulary, String text) throws SearchException {
    return new SearchParser(vocabulary, text).order();
  }

  private Filter filter() throws SearchException {
    List<Comparison> all = new ArrayList<>();
    if (peek().kind() == Tokens.Kind.END) {
      return Filter.EVERYTHING;
    }
    while (true) {
      all.add(comparison());
      Token token = take();
      if (token.kind() == Tokens.Kind.END) {
        return new Filter(all);
      }
      if (!token.is("AND")) {
        throw wrong(
            "conditions are joined with `AND` alone, not with `" + token.text() + "`", token);
      }
      if (all.size() == MAX_CONDITIONS) {
        throw wrong("a search has at most " + MAX_CONDITIONS + " conditions", token);
      }
    }
  }

  private Order order() throws SearchException {
    Token start = peek();
    Field field = field();
    if (field.kind() == Kind.DATASET) {
      throw wrong("nothing is sorted by data sets", start);
    }
    boolean ascending = true;
    Token token = take();
    if (token.is("DESC")) {
      ascending = false;
      token = take();
    } else if (token.is("ASC")) {
      token = take();
    }
    if (token.kind() != Tokens.Kind.END) {
      throw wrong("an order is a field and `ASC` or `DESC`, not `" + token.text() + "`", token);
    }
    return new Order(field, ascending);
  }

  private Comparison comparison() throws SearchException {
    Token start = peek();
    Field field = field();
    Optional<Attribute> attribute =
        field.kind() == Kind.ATTRIBUTE ? vocabulary.attribute(field.key()) : Optional.empty();
    if (attribute.isPresent() && !attribute.get().filters()) {
      throw wrong("`" + field.key() + "` is for orders, not for filters", start);
    }
    Token sign = peek();
    Operator operator = operator();
    boolean numeric =
        field.kind() == Kind.METRIC || attribute.map(Attribute::numeric).orElse(false);
    if (!allowed(field, attribute, numeric, operator)) {
      throw wrong("`" + operator.text() + "` is not for `" + field.key() + "`", sign);
    }
    return new Comparison(field, operator, operand(field, operator, numeric));
  }

  private boolean allowed(
      Field field, Optional<Attribute> attribute, boolean numeric, Operator operator) {
    if (operator.takesNothing()) {
      return vocabulary.mayBeAbsent(field.kind());
    }
    if (operator.takesList()) {
      return field.kind() == Kind.DATASET || attribute.map(Attribute::lists).orElse(false);
    }
    return numeric ? operator.ordersNumbers() : operator.comparesTexts();
  }

  /// `key`, `kind.key`, and `kind.` with the key in quotes or backticks behind it.
  private Field field() throws SearchException {
    Token token = take();
    if (token.kind() == Tokens.Kind.BACKTICKS || token.kind() == Tokens.Kind.QUOTED) {
      return named(Kind.ATTRIBUTE, token.text(), token);
    }
    if (token.kind() != Tokens.Kind.WORD) {
      throw wrong("a field is expected", token);
    }
    int dot = token.text().indexOf('.');
    if (dot < 0) {
      return named(Kind.ATTRIBUTE, token.text(), token);
    }
    Kind kind = KINDS.get(token.text().substring(0, dot));
    if (kind == null || !vocabulary.knows(kind)) {
      throw wrong("`" + token.text().substring(0, dot) + "` is no kind of field here", token);
    }
    String key = token.text().substring(dot + 1);
    if (!key.isEmpty()) {
      return named(kind, key, token);
    }
    Token quoted = take();
    if (!quoted.glued() || quoted.kind() == Tokens.Kind.MARK || quoted.text().isEmpty()) {
      throw wrong("a name is expected behind `" + token.text() + "`", quoted);
    }
    return named(kind, quoted.text(), quoted);
  }

  private Field named(Kind kind, String key, Token token) throws SearchException {
    if (kind == Kind.ATTRIBUTE) {
      Attribute attribute = vocabulary.attribute(key).orElse(null);
      if (attribute == null) {
        throw wrong("`" + key + "` is none of the attributes " + vocabulary.names(), token);
      }
      return new Field(kind, attribute.name());
    }
    if (kind == Kind.DATASET && !Vocabulary.DATASET_KEYS.contains(key)) {
      throw wrong("a data set has `name`, `digest` and `context`, and no `" + key + "`", token);
    }
    return new Field(kind, key);
  }

  private Operator operator() throws SearchException {
    Token token = take();
    Operator symbol = SYMBOLS.get(token.text());
    if (token.kind() == Tokens.Kind.SYMBOL && symbol != null) {
      return symbol;
    }
    if (token.is("LIKE")) {
      return Operator.LIKE;
    }
    if (token.is("ILIKE")) {
      return Operator.ILIKE;
    }
    if (token.is("IN")) {
      return Operator.IN;
    }
    if (token.is("NOT") && take().is("IN")) {
      return Operator.NOT_IN;
    }
    if (token.is("IS")) {
      Token second = take();
      if (second.is("NULL")) {
        return Operator.IS_NULL;
      }
      if (second.is("NOT") && take().is("NULL")) {
        return Operator.IS_NOT_NULL;
      }
    }
    throw wrong("`" + token.text() + "` is no comparison", token);
  }

  private Operand operand(Field field, Operator operator, boolean numeric) throws SearchException {
    if (operator.takesNothing()) {
      return new Operand.Nothing();
    }
    if (operator.takesList()) {
      return list();
    }
    Token token = take();
    if (numeric) {
      return new Operand.Decimal(number(field, token));
    }
    if (token.kind() != Tokens.Kind.QUOTED) {
      throw wrong("`" + field.key() + "` is compared with a text in quotes", token);
    }
    boolean pattern = operator == Operator.LIKE || operator == Operator.ILIKE;
    if (pattern && token.text().length() > MAX_PATTERN) {
      throw wrong("a pattern has at most " + MAX_PATTERN + " characters", token);
    }
    return new Operand.Text(token.text());
  }

  private BigDecimal number(Field field, Token token) throws SearchException {
    if (token.kind() == Tokens.Kind.WORD
        && token
            .text()
            .matches("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?")) {
      return new BigDecimal(token.text());
    }
    throw wrong("`" + field.key() + "` is compared with a number", token);
  }

  private Operand list() throws SearchException {
    Token token = take();
    if (!token.is("(")) {
      throw wrong("a list in brackets is expected", token);
    }
    List<String> values = new ArrayList<>();
    while (true) {
      token = take();
      if (token.is(")") && !values.isEmpty()) {
        return new Operand.Texts(values);
      }
      if (token.kind() != Tokens.Kind.QUOTED) {
        throw wrong("a text in quotes is expected", token);
      }
      values.add(token.text());
      if (++listed > MAX_LISTED) {
        throw wrong("the lists of a search have at most " + MAX_LISTED + " texts", token);
      }
      token = take();
      if (token.is(")")) {
        return new Operand.Texts(values);
      }
      if (!token.is(",")) {
        throw wrong("a comma or a closing bracket is expected", token);
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
