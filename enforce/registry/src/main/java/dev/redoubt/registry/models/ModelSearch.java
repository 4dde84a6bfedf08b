package dev.redoubt.registry.models;

import dev.redoubt.access.Caller;
import dev.redoubt.access.RefusedException;
import dev.redoubt.access.Visible;
import dev.redoubt.registry.search.Field;
import dev.redoubt.registry.search.Page;
import dev.redoubt.registry.search.SearchSql;
import dev.redoubt.registry.search.Vocabulary;
import dev.redoubt.store.Database;
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
      Tags tags,
      String prompt,
      String last,
      RowMapper<T> rows) {}

  private static final Searched<ModelRows.Row> MODELS =
      new Searched<>(
          ModelRows.SELECT,
          "m",
          Map.of(),
          Tags.OF_MODELS,
          """
          EXISTS (SELECT 1 FROM registered_model_tag p
            WHERE p.model = m.id AND p.key = ? AND p.value = 'true')\
          """,
          "m.name ASC",
          ModelRows.Row::of);

  private static final Searched<VersionRows.Row> VERSIONS =
      new Searched<>(
          VersionRows.SELECT,
          "o",
          Map.of("version_number", "version", "run_id", "run", "source_path", "source"),
          Tags.OF_VERSIONS,
          """
          EXISTS (SELECT 1 FROM registered_model_tag p
            WHERE p.model = o.model AND p.key = ? AND p.value = 'true')\
          """,
          "o.name ASC, o.version DESC",
          VersionRows.Row::of);

  private final Database database;

  /// Searches in a database.
  public ModelSearch(Database database) {
    this.database = database;
  }

  /// Searches models: by name, if nothing else is asked for.
  ///
  /// @throws RefusedException with `INVALID_PARAMETER_VALUE` if a part of the request is wrong
  public Page<RegisteredModel> models(Caller caller, SearchRequest request) {
    ParsedSearch parsed = ParsedSearch.of(request, Vocabulary.MODELS, MAX_MODELS, List.of());
    Visible visible = Visible.models(caller, database);
    return database.read(
        sql -> {
          Page<ModelRows.Row> page = page(sql, visible, MODELS, parsed);
          return new Page<>(ModelRows.complete(sql, page.items()), page.next());
        });
  }

  /// Searches versions: what changed last comes first, if nothing else is asked for.
  ///
  /// @throws RefusedException with `INVALID_PARAMETER_VALUE` if a part of the request is wrong
  public Page<ModelVersion> versions(Caller caller, SearchRequest request) {
    List<String> usual = List.of("last_updated_timestamp DESC");
    ParsedSearch parsed = ParsedSearch.of(request, Vocabulary.VERSIONS, MAX_VERSIONS, usual);
    Visible visible = Visible.models(caller, database);
    return database.read(
        sql -> {
          Page<VersionRows.Row> page = page(sql, visible, VERSIONS, parsed);
          return new Page<>(VersionRows.complete(sql, page.items()), page.next());
        });
  }

  private static <T> Page<T> page(
      JdbcClient sql, Visible visible, Searched<T> searched, ParsedSearch parsed) {
    SearchSql search = new SearchSql(searched.object(), "id", searched.columns());
    search.with(Field.Kind.TAG, searched.tags().table(), searched.tags().owner());
    search.where(visible.condition(searched.object() + ".label"), visible.labels().toArray());
    if (!parsed.prompts()) {
      search.where("NOT " + searched.prompt(), Prompts.TAG);
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
    return Page.of(rows, parsed.offset(), parsed.size());
  }
}
