package dev.redoubt.gate;

import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.gate.transition.VersionStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads the facts about versions that the gate uses from the database.
final class VersionFactRows {

  private static final String SELECT =
      """
      SELECT v.id, v.version, v.author, v.stage, v.status, v.run, v.logged_model, m.name,
        l.project, d.root, d.layout
      FROM model_version v JOIN registered_model m ON m.id = v.model
        JOIN label l ON l.id = m.label LEFT JOIN version_digest d ON d.version = v.id
      """;

  /// Who registered the version, contributed to its run or that of its logged model, or did so for
  /// other versions with the same files.
  private static final String AUTHORS =
      """
      SELECT principal FROM version_maker WHERE version = ?
      UNION SELECT r.principal FROM run_maker r JOIN model_version v ON v.run = r.run WHERE v.id = ?
      UNION SELECT r.principal FROM run_maker r JOIN logged_model g ON g.source_run = r.run
        JOIN model_version v ON v.logged_model = g.id WHERE v.id = ?
      UNION SELECT k.principal FROM digest_maker k
        JOIN version_digest d ON d.root = k.root AND d.layout = k.layout
        JOIN model_version v ON v.id = d.version JOIN registered_model m ON m.id = v.model
        JOIN label l ON l.id = m.label AND l.project = k.project WHERE v.id = ?
      """;

  private VersionFactRows() {}

  private static VersionFacts bare(ResultSet row, int number) throws SQLException {
    String root = row.getString("root");
    return new VersionFacts(
        row.getLong("id"),
        row.getString("name"),
        row.getLong("version"),
        row.getString("project"),
        VersionStatus.valueOf(row.getString("status")),
        root == null
            ? Optional.empty()
            : Optional.of(new ModelDigest(root, row.getString("layout"))),
        row.getString("author"),
        Set.of(),
        ModelStage.of(row.getString("stage")),
        List.of());
  }

  /// Returns a version that is visible to the caller.
  ///
  /// @throws RequestRefusedException if it does not exist or is not visible, with the same message
  static VersionFacts find(JdbcClient sql, VisibleAttributeIds visible, String model, long number) {
    return sql.sql(
            SELECT + "WHERE m.name = ? AND v.version = ? AND " + visible.condition("m.label"))
        .params(model, number)
        .params(visible.labels())
        .query(VersionFactRows::bare)
        .optional()
        .map(bare -> complete(sql, bare))
        .orElseThrow(() -> missing(model, number));
  }

  /// Returns a version, regardless of visibility.
  static VersionFacts get(JdbcClient sql, String model, long number) {
    return sql.sql(SELECT + "WHERE m.name = ? AND v.version = ?")
        .params(model, number)
        .query(VersionFactRows::bare)
        .optional()
        .map(bare -> complete(sql, bare))
        .orElseThrow(() -> missing(model, number));
  }

  static RequestRefusedException missing(String model, long number) {
    return RequestRefusedException.missing("no version " + number + " of model `" + model + "`");
  }

  /// Returns all versions of a model, in ascending order.
  static List<VersionFacts> all(JdbcClient sql, String model) {
    return sql
        .sql(SELECT + "WHERE m.name = ? ORDER BY v.version")
        .param(model)
        .query(VersionFactRows::bare)
        .list()
        .stream()
        .map(bare -> complete(sql, bare))
        .toList();
  }

  private static VersionFacts complete(JdbcClient sql, VersionFacts bare) {
    List<String> aliases =
        sql.sql("SELECT alias FROM model_alias WHERE version = ? ORDER BY alias")
            .param(bare.id())
            .query((found, _) -> found.getString(1))
            .list();
    return bare.with(makers(sql, bare.id()), aliases);
  }

  /// Empty if it was not recorded who registered this version: then other authors may be missing,
  /// too.
  private static Set<String> makers(JdbcClient sql, long id) {
    boolean known =
        sql.sql("SELECT COUNT(*) FROM version_maker WHERE version = ?")
                .param(id)
                .query(Long.class)
                .single()
            > 0;
    return known
        ? Set.copyOf(
            sql.sql(AUTHORS).params(id, id, id, id).query((found, _) -> found.getString(1)).list())
        : Set.of();
  }
}
