package dev.redoubt.registry.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redoubt.registry.search.SearchField.Kind;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchParserTest {

  private static SearchCondition one(
      Kind kind, String key, SearchOperator operator, SearchOperand operand) {
    return new SearchCondition(new SearchField(kind, key), operator, operand);
  }

  private static SearchOperand text(String text) {
    return new SearchOperand.Text(text);
  }

  private static SearchOperand number(String number) {
    return new SearchOperand.Decimal(new BigDecimal(number));
  }

  private static List<SearchCondition> runs(String filter) throws SearchException {
    return SearchParser.filter(SearchVocabulary.RUNS, filter).all();
  }

  @Test
  void parsesConditionsJoinedWithAnd() throws SearchException {
    assertThat(
            runs(
                "metrics.rmse < 1.5e-3 and params.model = 'tree' AND attributes.status !="
                    + " \"FAILED\""))
        .containsExactly(
            one(Kind.METRIC, "rmse", SearchOperator.LESS, number("1.5e-3")),
            one(Kind.PARAMETER, "model", SearchOperator.EQUAL, text("tree")),
            one(Kind.ATTRIBUTE, "status", SearchOperator.NOT_EQUAL, text("FAILED")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "tags.mlflow.source.name = 'a'|mlflow.source.name",
        "tags.\"with space\" = 'a'|with space",
        "tags.`back tick` = 'a'|back tick",
        "tag.a-b = 'a'|a-b",
        "tags.\"a\"\"b\" = 'a'|a\"b",
      })
  void acceptsQuotedAndUnquotedNames(String filter, String key) throws SearchException {
    assertThat(runs(filter)).containsExactly(one(Kind.TAG, key, SearchOperator.EQUAL, text("a")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run_name",
        "attributes.`Run name`",
        "`run name`",
        "run.run_name",
        "attr.\"Run Name\""
      })
  void acceptsAlternativeAttributeNames(String name) throws SearchException {
    assertThat(runs(name + " ilike '%x_'"))
        .containsExactly(one(Kind.ATTRIBUTE, "run_name", SearchOperator.ILIKE, text("%x_")));
  }

  @Test
  void parsesListsAndNullChecks() throws SearchException {
    assertThat(
            runs(
                "run_id NOT IN ('a', 'b') AND datasets.name in ('c') AND tags.x is null AND"
                    + " params.y IS NOT NULL"))
        .containsExactly(
            one(
                Kind.ATTRIBUTE,
                "run_id",
                SearchOperator.NOT_IN,
                new SearchOperand.Texts(List.of("a", "b"))),
            one(Kind.DATASET, "name", SearchOperator.IN, new SearchOperand.Texts(List.of("c"))),
            one(Kind.TAG, "x", SearchOperator.IS_NULL, new SearchOperand.Nothing()),
            one(Kind.PARAMETER, "y", SearchOperator.IS_NOT_NULL, new SearchOperand.Nothing()));
  }

  @Test
  void keepsSqlInQuotesAsText() throws SearchException {
    assertThat(runs("tags.a = 'x''; DROP TABLE run; --'"))
        .containsExactly(one(Kind.TAG, "a", SearchOperator.EQUAL, text("x'; DROP TABLE run; --")));
  }

  @Test
  void emptyFilterMatchesEverything() throws SearchException {
    assertThat(SearchParser.filter(SearchVocabulary.MODELS, " \n"))
        .isEqualTo(SearchFilter.EVERYTHING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "metrics.a > 1 OR metrics.b > 1|only `AND` can join conditions, not `OR`, at"
            + " character 15",
        "metrics.a > '1'|`a` must be compared with a number, at character 13",
        "metrics.a LIKE '1'|`LIKE` is not for `a`, at character 11",
        "params.a = 1|`a` must be compared with a quoted string, at character 12",
        "params.a > 'b'|`>` is not for `a`, at character 10",
        "metrics.a IS NULL|`IS NULL` is not for `a`, at character 11",
        "status IN ('a')|`IN` is not for `status`, at character 8",
        "run_id IN ()|expected a quoted string, at character 12",
        "run_id IN ('a'|expected `,` or `)`, at character 15",
        "tags.a = 'b|unterminated quote, at character 10",
        "tags.a = 'b';|`;` is not allowed in a search, at character 13",
        "(tags.a = 'b')|expected a field, at character 1",
        "colour = 'a'|`colour` is not an attribute; expected one of",
        "secrets.a = 'b'|`secrets` is not a field prefix here, at character 1",
        "datasets.owner = 'a'|a data set has the attributes `name`, `digest` and "
            + "`context`, not `owner`, at"
            + " character 1",
        "tags. a = 'b'|expected a name after `tags.`, at character 7",
        "metrics.a == 1|`==` is not a comparison operator, at character 11",
        "metrics.a > 1 AND|expected a field, at character 18",
        "metrics.a > 1e99999|`a` must be compared with a number, at character 13",
      })
  void reportsErrorsWithPosition(String filter, String message) {
    assertThatThrownBy(() -> runs(filter))
        .isInstanceOf(SearchException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void knowsAttributesOfEachObjectType() {
    assertThatThrownBy(() -> SearchParser.filter(SearchVocabulary.EXPERIMENTS, "metrics.a > 1"))
        .hasMessageStartingWith("`metrics` is not a field prefix here");
    assertThatThrownBy(() -> SearchParser.filter(SearchVocabulary.MODELS, "creation_timestamp > 1"))
        .hasMessageStartingWith("`creation_timestamp` can be used in `order_by` only");
  }

  @Test
  void refusesTooManyConditions() {
    String filter = String.join(" AND ", Collections.nCopies(65, "tags.a = 'b'"));
    assertThatThrownBy(() -> runs(filter)).hasMessageStartingWith("a search has at most 64");
  }

  @Test
  void refusesPatternsAndListsBeyondDatabaseLimits() {
    assertThatThrownBy(() -> runs("run_name LIKE '" + "a".repeat(5_001) + "'"))
        .hasMessageStartingWith("a pattern has at most 5000 characters");
    String list = String.join(",", Collections.nCopies(5_001, "'a'"));
    assertThatThrownBy(() -> runs("run_id IN (" + list + ") AND run_id NOT IN (" + list + ")"))
        .hasMessageStartingWith("the lists of a search have at most 10000 texts");
  }

  @ParameterizedTest
  @CsvSource({
    "metrics.`a b` DESC,METRIC,a b,false",
    "start_time,ATTRIBUTE,start_time,true",
    "attribute.Created asc,ATTRIBUTE,start_time,true",
    "tags.x ASC,TAG,x,true",
  })
  void parsesOrders(String text, Kind kind, String key, boolean ascending) throws SearchException {
    assertThat(SearchParser.order(SearchVocabulary.RUNS, text))
        .isEqualTo(new SortKey(new SearchField(kind, key), ascending));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "metrics.a UP", "metrics.a DESC, tags.b", "datasets.name"})
  void refusesInvalidOrders(String text) {
    assertThatThrownBy(() -> SearchParser.order(SearchVocabulary.RUNS, text))
        .isInstanceOf(SearchException.class);
  }
}
