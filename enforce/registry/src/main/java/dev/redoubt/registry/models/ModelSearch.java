package dev.redoubt.registry.models;

import dev.redoubt.access.Caller;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.registry.search.ResultPage;
import dev.redoubt.registry.search.SearchField;
import dev.redoubt.registry.search.SearchSql;
import dev.redoubt.registry.search.SearchVocabulary;
import dev.redoubt.store.RegistryDatabase;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Searches registered models and model versions that are visible to the caller.
public final class ModelSearch {

  /// Maximum page size for models.
  public static final int MAX_MODELS = 1000;

  /// Maximum page size for versions.
  public static final int MAX_VERSIONS = 200_000;

  /// Table and columns of a search.
  ///
  /// @param select the statement without conditions
  /// @param object alias of the table that has access attributes
  /// @param columns column names of the attributes that differ from them
  /// @param prompt condition that a prompt meets, with the tag key as its parameter
  /// @param last tie-breaker of the order
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

  /// Creates the service.
  public ModelSearch(RegistryDatabase database) {
    this.database = database;
  }

  /// Searches registered models, by default ordered by name.
  ///
  /// @throws RequestRefusedException with `INVALID_PARAMETER_VALUE` if a part of the request is
  ///   invalid
  public ResultPage<RegisteredModel> models(Caller caller, ModelSearchRequest request) {
    ModelSearchQuery parsed =
        ModelSearchQuery.of(request, SearchVocabulary.MODELS, MAX_MODELS, List.of());
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.read(
        sql -> {
          ResultPage<RegisteredModelRows.Row> page = page(sql, visible, MODELS, parsed);
          return new ResultPage<>(RegisteredModelRows.complete(sql, page.items()), page.next());
        });
  }

  /// Searches model versions, by default last changed first.
  ///
  /// @throws RequestRefusedException with `INVALID_PARAMETER_VALUE` if a part of the request is
  ///   invalid
  public ResultPage<ModelVersion> versions(Caller caller, ModelSearchRequest request) {
    List<String> usual = List.of("last_updated_timestamp DESC");
    ModelSearchQuery parsed =
        ModelSearchQuery.of(request, SearchVocabulary.VERSIONS, MAX_VERSIONS, usual);
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.read(
        sql -> {
          ResultPage<ModelVersionRows.Row> page = page(sql, visible, VERSIONS, parsed);
          return new ResultPage<>(ModelVersionRows.complete(sql, page.items()), page.next());
        });
  }

  private static <T> ResultPage<T> page(
      JdbcClient sql, VisibleAttributeIds visible, Searched<T> searched, ModelSearchQuery parsed) {
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
