package dev.redoubt.registry.models;

import dev.redoubt.access.Caller;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibleAttributes;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.registry.search.SearchField;
import dev.redoubt.registry.search.SearchSql;
import dev.redoubt.registry.search.SearchVocabulary;
import dev.redoubt.store.RegistryDatabase;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Searches models and versions, of which those that a caller does not see are no part.
public final class ModelSearch {

  /// The greatest page of models.
  public static final int MAX_MODELS = 1000;

  /// The greatest page of versions.
  public static final int MAX_VERSIONS = 200_000;

  /// What is searched.
  ///
  /// @param select without conditions
  /// @param object its alias there; it has a label
  /// @param columns for each attribute that is called otherwise, its column
  /// @param prompt a condition that a prompt meets, with the key of the tag as its parameter
  /// @param last the order of what is otherwise equal
  private record Searched<T>(
      String select,
      String object,
      Map<String, String> columns,
      TagTable tags,
      String prompt,
      String last,
      RowMapper<T> rows) {}

  private static final Searched<RegisteredModelRows.Row> MODELS =
      new Searched<>(
          RegisteredModelRows.SELECT,
          "m",
          Map.of(),
          TagTable.OF_MODELS,
          """
          EXISTS (SELECT 1 FROM registered_model_tag p
            WHERE p.model = m.id AND p.key = ? AND p.value = 'true')\
          """,
          "m.name ASC",
          RegisteredModelRows.Row::of);

  private static final Searched<ModelVersionRows.Row> VERSIONS =
      new Searched<>(
          ModelVersionRows.SELECT,
          "o",
          Map.of("version_number", "version", "run_id", "run", "source_path", "source"),
          TagTable.OF_VERSIONS,
          """
          EXISTS (SELECT 1 FROM registered_model_tag p
            WHERE p.model = o.model AND p.key = ? AND p.value = 'true')\
          """,
          "o.name ASC, o.version DESC",
          ModelVersionRows.Row::of);

  private final RegistryDatabase database;

  /// Searches in a database.
  public ModelSearch(RegistryDatabase database) {
    this.database = database;
  }

  /// Searches models: by name, if nothing else is asked for.
  ///
  /// @throws RequestRefusedException with `INVALID_PARAMETER_VALUE` if a part of the request is
  ///   wrong
  public ResultPage<RegisteredModel> models(Caller caller, ModelSearchRequest request) {
    ModelSearchQuery parsed =
        ModelSearchQuery.of(request, SearchVocabulary.MODELS, MAX_MODELS, List.of());
    VisibleAttributes visible = VisibleAttributes.models(caller, database);
    return database.read(
        sql -> {
          ResultPage<RegisteredModelRows.Row> page = page(sql, visible, MODELS, parsed);
          return new ResultPage<>(RegisteredModelRows.complete(sql, page.items()), page.next());
        });
  }

  /// Searches versions: what changed last comes first, if nothing else is asked for.
  ///
  /// @throws RequestRefusedException with `INVALID_PARAMETER_VALUE` if a part of the request is
  ///   wrong
  public ResultPage<ModelVersion> versions(Caller caller, ModelSearchRequest request) {
    List<String> usual = List.of("last_updated_timestamp DESC");
    ModelSearchQuery parsed =
        ModelSearchQuery.of(request, SearchVocabulary.VERSIONS, MAX_VERSIONS, usual);
    VisibleAttributes visible = VisibleAttributes.models(caller, database);
    return database.read(
        sql -> {
          ResultPage<ModelVersionRows.Row> page = page(sql, visible, VERSIONS, parsed);
          return new ResultPage<>(ModelVersionRows.complete(sql, page.items()), page.next());
        });
  }

  private static <T> ResultPage<T> page(
      JdbcClient sql, VisibleAttributes visible, Searched<T> searched, ModelSearchQuery parsed) {
    SearchSql search = new SearchSql(searched.object(), "id", searched.columns());
    search.with(SearchField.Kind.TAG, searched.tags().table(), searched.tags().owner());
    search.where(visible.condition(searched.object() + ".label"), visible.labels().toArray());
    if (!parsed.prompts()) {
      search.where("NOT " + searched.prompt(), PromptModels.TAG);
    }
    search.where(parsed.filter());
    String statement =
        searched.select()
            + "WHERE "
            + search.conditions()
            + "\nORDER BY "
            + search.order(parsed.orders(), searched.last())
            + "\nLIMIT ? OFFSET ?";
    List<T> rows =
        sql.sql(statement)
            .params(search.parameters())
            .params(parsed.size() + 1, parsed.offset())
            .query(searched.rows())
            .list();
    return ResultPage.of(rows, parsed.offset(), parsed.size());
  }
}
