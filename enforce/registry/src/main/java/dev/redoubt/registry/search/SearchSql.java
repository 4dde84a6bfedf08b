package dev.redoubt.registry.search;

import dev.redoubt.registry.search.SearchField.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Translates a search to SQL that SQLite and PostgreSQL interpret alike. User input becomes
/// parameters only; column names come from the [SearchVocabulary] only.
///
/// SQLite connections must have `case_sensitive_like` on. `ILIKE` folds case as the database does:
/// SQLite for ASCII only.
public final class SearchSql {

  /// Table that contains the values of one kind of field.
  ///
  /// @param table table name, or a subquery in parentheses, with the columns `key`, `value` and,
  ///   for metrics, `nan`
  /// @param owner column with the id of the object that they belong to
  /// @param parameters of the subquery
  private record Values(String table, String owner, List<Object> parameters) {}

  private final String object;
  private final String id;
  private final Map<String, String> columns;
  private final Set<String> asText = new HashSet<>();
  private final Map<Kind, Values> values = new EnumMap<>(Kind.class);
  private String latest = "";
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();

  /// Creates a search over a table.
  ///
  /// @param object alias of the table in the statement
  /// @param id its key column
  /// @param columns column names of the attributes that differ from them
  public SearchSql(String object, String id, Map<String, String> columns) {
    this.object = object;
    this.id = id;
    this.columns = Map.copyOf(columns);
  }

  /// Sets the table for a kind of field: a table name or a subquery in parentheses, with the
  /// columns `key` and `value`.
  ///
  /// @param owner column with the id of the object that they belong to
  /// @param parameters of the subquery
  public SearchSql with(Kind kind, String table, String owner, Object... parameters) {
    values.put(kind, new Values(table, owner, List.of(parameters)));
    return this;
  }

  /// Declares that an attribute is a number in its table and a text in filters.
  public SearchSql comparedAsText(String attribute) {
    asText.add(attribute);
    return this;
  }

  /// Sets the order that selects one of several values of a key for sorting; a filter matches if
  /// any value does.
  ///
  /// @param order SQL order of the columns of `v`, the value to use first
  public SearchSql latest(String order) {
    latest = " ORDER BY " + order + " LIMIT 1";
    return this;
  }

  /// Adds an internal condition.
  public SearchSql where(String condition, Object... parameters) {
    conditions.add(condition);
    Collections.addAll(this.parameters, parameters);
    return this;
  }

  /// Adds the conditions of a filter.
  public SearchSql where(SearchFilter filter) {
    filter.all().forEach(this::add);
    return this;
  }

  /// Returns the SQL for `WHERE`, which is true for all rows if there is no condition.
  public String conditions() {
    return conditions.isEmpty() ? "1 = 1" : String.join("\n  AND ", conditions);
  }

  /// Returns the parameters of [#conditions()], in their order. [#order(List, String)] adds to
  /// them.
  public List<Object> parameters() {
    return Collections.unmodifiableList(parameters);
  }

  /// Returns the SQL for `ORDER BY`.
  ///
  /// @param last tie-breaker, so that pages do not overlap
  public String order(List<SortKey> orders, String last) {
    StringBuilder text = new StringBuilder();
    for (SortKey order : orders) {
      String direction = order.ascending() ? " ASC" : " DESC";
      String value = orderedBy(order.field());
      if (order.field().kind() == Kind.METRIC) {
        text.append("COALESCE(").append(property(order.field(), "nan")).append(", 2) ASC, ");
      }
      text.append(value).append(direction).append(" NULLS LAST, ");
    }
    return text.append(last).toString();
  }

  private String orderedBy(SearchField field) {
    return field.kind() == Kind.ATTRIBUTE ? column(field) : property(field, "value");
  }

  /// Selects a value of another table, null if absent.
  private String property(SearchField field, String column) {
    Values from = of(field.kind());
    parameters.addAll(from.parameters());
    parameters.add(field.key());
    return "(SELECT v."
        + column
        + " FROM "
        + from.table()
        + " v WHERE "
        + ownerCondition(from)
        + " AND v.key = ?"
        + latest
        + ")";
  }

  private String ownerCondition(Values from) {
    return "v." + from.owner() + " = " + object + "." + id;
  }

  private Values of(Kind kind) {
    Values from = values.get(kind);
    if (from == null) {
      throw new IllegalStateException("no table for the values of " + kind);
    }
    return from;
  }

  private String column(SearchField field) {
    return object + "." + columns.getOrDefault(field.key(), field.key());
  }

  private void add(SearchCondition comparison) {
    SearchField field = comparison.field();
    switch (field.kind()) {
      case ATTRIBUTE -> {
        String column = column(field);
        boolean cast = asText.contains(field.key());
        conditions.add(compared(cast ? "CAST(" + column + " AS TEXT)" : column, comparison));
      }
      case METRIC, PARAMETER, TAG -> conditions.add(exists(field, comparison));
      case DATASET -> {
        Values from = of(Kind.DATASET);
        parameters.addAll(from.parameters());
        String test = compared("v." + field.key(), comparison);
        conditions.add(
            "EXISTS (SELECT 1 FROM "
                + from.table()
                + " v WHERE "
                + ownerCondition(from)
                + " AND "
                + test
                + ")");
      }
    }
  }

  private String exists(SearchField field, SearchCondition comparison) {
    Values from = of(field.kind());
    parameters.addAll(from.parameters());
    parameters.add(field.key());
    String start =
        "EXISTS (SELECT 1 FROM "
            + from.table()
            + " v WHERE "
            + ownerCondition(from)
            + " AND v.key = ?";
    return switch (comparison.operator()) {
      case IS_NULL -> "NOT " + start + ")";
      case IS_NOT_NULL -> start + ")";
      case EQUAL, NOT_EQUAL, LESS, AT_MOST, GREATER, AT_LEAST, LIKE, ILIKE, IN, NOT_IN -> {
        String test = compared("v.value", comparison);
        yield start
            + " AND "
            + (field.kind() == Kind.METRIC ? numeric(comparison, test) : test)
            + ")";
      }
    };
  }

  /// NaN is unequal to every number, and neither less nor greater.
  private static String numeric(SearchCondition comparison, String test) {
    return comparison.operator() == SearchOperator.NOT_EQUAL
        ? "(v.nan = 1 OR " + test + ")"
        : "v.nan = 0 AND " + test;
  }

  private String compared(String column, SearchCondition comparison) {
    SearchOperator operator = comparison.operator();
    return switch (comparison.operand()) {
      case SearchOperand.Nothing _ -> column + " " + operator.text();
      case SearchOperand.Texts(List<String> texts) -> {
        parameters.addAll(texts);
        String marks = String.join(", ", Collections.nCopies(texts.size(), "?"));
        yield column + " " + operator.text() + " (" + marks + ")";
      }
      case SearchOperand.Decimal(var number) -> {
        parameters.add(number.doubleValue());
        yield column + " " + sql(operator) + " ?";
      }
      case SearchOperand.Text(String text) -> text(column, operator, text);
    };
  }

  private String text(String column, SearchOperator operator, String text) {
    return switch (operator) {
      case LIKE -> {
        parameters.add(pattern(text));
        yield column + " LIKE ? ESCAPE '\\'";
      }
      case ILIKE -> {
        parameters.add(pattern(text));
        yield "LOWER(" + column + ") LIKE LOWER(?) ESCAPE '\\'";
      }
      case EQUAL, NOT_EQUAL, LESS, AT_MOST, GREATER, AT_LEAST, IN, NOT_IN, IS_NULL, IS_NOT_NULL -> {
        parameters.add(text);
        yield column + " " + sql(operator) + " ?";
      }
    };
  }

  /// A backslash has no special meaning in MLflow's patterns.
  private static String pattern(String text) {
    return text.replace("\\", "\\\\");
  }

  private static String sql(SearchOperator operator) {
    return operator == SearchOperator.NOT_EQUAL ? "<>" : operator.text();
  }
}
