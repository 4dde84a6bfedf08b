package dev.redoubt.registry.models;

import dev.redoubt.access.Caller;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.gate.transition.Transition;
import dev.redoubt.gate.transition.TransitionGuard;
import dev.redoubt.store.RegistryDatabase;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Manages the aliases of registered models, such as `champion`, which point to one version at a
/// time.
public final class ModelAliases {

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final TransitionGuard guard;

  /// Creates the service.
  ///
  /// @param guard checks each transition
  public ModelAliases(RegistryDatabase database, InstantSource clock, TransitionGuard guard) {
    this.database = database;
    this.clock = clock;
    this.guard = guard;
  }

  /// Returns the version that an alias points to; for `latest`, case-insensitively, the one with
  /// the greatest number.
  ///
  /// @throws RequestRefusedException with `INVALID_PARAMETER_VALUE`, as in MLflow, if the model has
  ///   no such alias
  public ModelVersion version(Caller caller, String model, String alias) {
    ModelValidation.alias(alias);
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.read(
        sql -> {
          RegisteredModelRows.Row row = RegisteredModelRows.find(sql, visible, model);
          if (ModelValidation.isLatest(alias)) {
            return latest(sql, row);
          }
          OptionalLong number = number(sql, row, alias);
          if (number.isEmpty()) {
            throw RequestRefusedException.invalid(
                "the model `" + model + "` has no alias `" + alias + "`");
          }
          return ModelVersionRows.get(sql, row, number.getAsLong());
        });
  }

  private static ModelVersion latest(JdbcClient sql, RegisteredModelRows.Row model) {
    long number =
        sql.sql("SELECT COALESCE(MAX(version), 0) FROM model_version WHERE model = ?")
            .param(model.id())
            .query(Long.class)
            .single();
    if (number == 0) {
      throw RequestRefusedException.missing("the model `" + model.name() + "` has no version");
    }
    return ModelVersionRows.get(sql, model, number);
  }

  private static OptionalLong number(JdbcClient sql, RegisteredModelRows.Row model, String alias) {
    return sql.sql(
            """
            SELECT v.version FROM model_alias a JOIN model_version v ON v.id = a.version
            WHERE a.model = ? AND a.alias = ?
            """)
        .params(model.id(), alias)
        .query(Long.class)
        .optional()
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /// Points an alias to a version.
  ///
  /// @throws RequestRefusedException with `INVALID_STATE` if the version is not ready
  public void set(Caller caller, String model, String alias, long number) {
    ModelValidation.newAlias(alias);
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    database.write(
        sql -> {
          RegisteredModelRows.Row row = RegisteredModelRows.find(sql, visible, model);
          ModelVersionRows.Row version = ModelVersionRows.find(sql, row, number);
          version.bare().refuseIfNotReady();
          OptionalLong to = OptionalLong.of(number);
          if (recordChange(sql, caller, row, alias, to)) {
            sql.sql(
                    """
                    INSERT INTO model_alias (model, alias, version) VALUES (?, ?, ?)
                    ON CONFLICT (model, alias) DO UPDATE SET version = excluded.version
                    """)
                .params(row.id(), alias, version.id())
                .update();
          }
          return true;
        });
  }

  /// Deletes an alias if it exists.
  public void delete(Caller caller, String model, String alias) {
    ModelValidation.alias(alias);
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    database.write(
        sql -> {
          RegisteredModelRows.Row row = RegisteredModelRows.find(sql, visible, model);
          if (recordChange(sql, caller, row, alias, OptionalLong.empty())) {
            sql.sql("DELETE FROM model_alias WHERE model = ? AND alias = ?")
                .params(row.id(), alias)
                .update();
          }
          return true;
        });
  }

  /// Checks the transition with the guard and records it, unless nothing changes.
  private boolean recordChange(
      JdbcClient sql, Caller caller, RegisteredModelRows.Row model, String alias, OptionalLong to) {
    OptionalLong from = number(sql, model, alias);
    if (from.equals(to)) {
      return false;
    }
    Transition.OfAlias move = new Transition.OfAlias(model.name(), alias, from, to);
    guard.check(sql, model.label(), move, caller);
    new ModelEvents(sql, caller.id(), clock.instant()).moved(move);
    return true;
  }
}
