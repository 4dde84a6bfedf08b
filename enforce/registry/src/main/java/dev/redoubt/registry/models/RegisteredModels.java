package dev.redoubt.registry.models;

import dev.redoubt.access.AccessAttributes;
import dev.redoubt.access.Caller;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.gate.transition.Transition;
import dev.redoubt.gate.transition.TransitionGuard;
import dev.redoubt.store.RegistryDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Creates, reads, changes and deletes registered models. An invalid name is refused with
/// [ErrorCode#INVALID_PARAMETER_VALUE], a model that does not exist or is not visible to the caller
/// with [ErrorCode#RESOURCE_DOES_NOT_EXIST].
public final class RegisteredModels {

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final TransitionGuard guard;
  private final VersionDeletionListener removals;

  /// Creates the service.
  ///
  /// @param guard checks renames and deletions
  /// @param removals are told about versions that are deleted with their model
  public RegisteredModels(
      RegistryDatabase database,
      InstantSource clock,
      TransitionGuard guard,
      VersionDeletionListener removals) {
    this.database = database;
    this.clock = clock;
    this.guard = guard;
    this.removals = removals;
  }

  /// Creates a model without versions.
  ///
  /// @param description null for none
  /// @throws RequestRefusedException with `RESOURCE_ALREADY_EXISTS` if the name is taken, even by a
  ///   model that is not visible to the caller
  public RegisteredModel create(
      Caller caller,
      String name,
      AccessAttributes label,
      @Nullable String description,
      Map<String, String> tags) {
    ModelValidation.newName(name);
    ModelValidation.description(description);
    tags.forEach(ModelValidation::tag);
    PromptModels.check(tags);
    if (!caller.visibility().models(label)) {
      throw new RequestRefusedException(
          ErrorCode.PERMISSION_DENIED,
          "you cannot create a model that you would not be allowed to see");
    }
    return database.write(
        sql -> {
          refuseTaken(sql, name);
          Instant now = clock.instant();
          long id =
              sql.sql(
                      """
                      INSERT INTO registered_model
                        (name, label, description, creation_timestamp, last_updated_timestamp)
                      VALUES (?, ?, ?, ?, ?) RETURNING id
                      """)
                  .params(name, VisibleAttributeIds.id(sql, label))
                  .param(description)
                  .params(now.toEpochMilli(), now.toEpochMilli())
                  .query(Long.class)
                  .single();
          TagTable.OF_MODELS.addAll(sql, id, tags);
          new ModelEvents(sql, caller.id(), now).registered(name, label);
          return RegisteredModelRows.get(sql, id);
        });
  }

  private static void refuseTaken(JdbcClient sql, String name) {
    if (sql.sql("SELECT id FROM registered_model WHERE name = ?")
        .param(name)
        .query(Long.class)
        .optional()
        .isPresent()) {
      throw new RequestRefusedException(
          ErrorCode.RESOURCE_ALREADY_EXISTS, "Registered Model (name=" + name + ") already exists");
    }
  }

  /// Returns the database id of a model, which does not change when it is renamed.
  public long number(Caller caller, String name) {
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.read(sql -> RegisteredModelRows.find(sql, visible, name).id());
  }

  /// Returns a model.
  public RegisteredModel get(Caller caller, String name) {
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.read(
        sql -> RegisteredModelRows.complete(sql, RegisteredModelRows.find(sql, visible, name)));
  }

  /// Returns the latest version of each stage.
  ///
  /// @param stages empty for all
  public List<ModelVersion> latest(Caller caller, String name, List<ModelStage> stages) {
    Set<ModelStage> wanted =
        stages.isEmpty() ? EnumSet.allOf(ModelStage.class) : EnumSet.copyOf(stages);
    return get(caller, name).latest().stream()
        .filter(version -> wanted.contains(version.stage()))
        .toList();
  }

  /// Changes the description of a model.
  ///
  /// @param description null for none
  public RegisteredModel describe(Caller caller, String name, @Nullable String description) {
    ModelValidation.description(description);
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.write(
        sql -> {
          RegisteredModelRows.Row model = RegisteredModelRows.find(sql, visible, name);
          sql.sql("UPDATE registered_model SET description = ? WHERE id = ?")
              .param(description)
              .param(model.id())
              .update();
          RegisteredModelRows.touch(sql, model, clock.instant());
          return RegisteredModelRows.get(sql, model.id());
        });
  }

  /// Renames a model, including its versions.
  ///
  /// @throws RequestRefusedException with `RESOURCE_ALREADY_EXISTS` if the new name is taken, or
  ///   was that of another model with versions
  public RegisteredModel rename(Caller caller, String name, String to) {
    if (!to.equals(name)) {
      ModelValidation.newName(to);
    }
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.write(
        sql -> {
          RegisteredModelRows.Row model = RegisteredModelRows.find(sql, visible, name);
          Instant now = clock.instant();
          if (!to.equals(name)) {
            refuseTaken(sql, to);
            refuseUsed(sql, model, to);
            guard.check(sql, model.label(), new Transition.Renaming(name, to), caller);
            sql.sql("UPDATE registered_model SET name = ? WHERE id = ?")
                .params(to, model.id())
                .update();
            keepNumbers(sql, model, to);
            new ModelEvents(sql, caller.id(), now).renamed(name, to);
          }
          sql.sql("UPDATE model_version SET last_updated_timestamp = ? WHERE model = ?")
              .params(now.toEpochMilli(), model.id())
              .update();
          RegisteredModelRows.touch(sql, model, now);
          return RegisteredModelRows.get(sql, model.id());
        });
  }

  /// Prevents a version number from referring to another version under the same name: a client that
  /// pinned it, or a reviewer about to approve it, has seen the version of the earlier model.
  private static void refuseUsed(JdbcClient sql, RegisteredModelRows.Row model, String to) {
    boolean used =
        sql.sql(
                    """
                    SELECT COUNT(*) FROM model_version_number
                    WHERE name = ? AND (model IS NULL OR model <> ?)
                    """)
                .params(to, model.id())
                .query(Long.class)
                .single()
            > 0;
    if (used) {
      throw new RequestRefusedException(
          ErrorCode.RESOURCE_ALREADY_EXISTS,
          "the name `"
              + to
              + "` was used by another model with versions; the versions of this model "
              + "would take over"
              + " their numbers. Choose another name");
    }
  }

  /// The next version continues from the greatest number that was used under either name.
  private static void keepNumbers(JdbcClient sql, RegisteredModelRows.Row model, String to) {
    sql.sql(
            """
            INSERT INTO model_version_number (name, last, model)
            SELECT ?, last, model FROM model_version_number WHERE name = ? AND model = ?
            ON CONFLICT (name) DO UPDATE SET last = CASE
              WHEN excluded.last > model_version_number.last THEN excluded.last
              ELSE model_version_number.last END
            """)
        .params(to, model.name(), model.id())
        .update();
  }

  /// Deletes a model with its versions, tags and aliases.
  public void delete(Caller caller, String name) {
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    database.write(
        sql -> {
          RegisteredModelRows.Row model = RegisteredModelRows.find(sql, visible, name);
          ModelEvents events = new ModelEvents(sql, caller.id(), clock.instant());
          for (ModelVersion version : ModelVersionRows.all(sql, model)) {
            Transition.Removal removal =
                new Transition.Removal(name, version.number(), version.stage(), version.aliases());
            guard.check(sql, model.label(), removal, caller);
            removals.removing(sql, caller, version);
            events.versionDeleted(name, version.number());
          }
          events.deleted(name);
          return sql.sql("DELETE FROM registered_model WHERE id = ?").param(model.id()).update();
        });
  }

  /// Sets a tag of a model.
  ///
  /// @throws RequestRefusedException with `INVALID_PARAMETER_VALUE` if the tag is immutable and has
  ///   another value
  public void tag(Caller caller, String name, String key, String value) {
    ModelValidation.tag(key, value);
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    database.write(
        sql -> {
          TagTable.OF_MODELS.set(
              sql, RegisteredModelRows.find(sql, visible, name).id(), key, value);
          return true;
        });
  }

  /// Deletes a tag if it exists.
  ///
  /// @throws RequestRefusedException with `INVALID_PARAMETER_VALUE` if the tag is immutable
  public void untag(Caller caller, String name, String key) {
    ModelValidation.tagKey(key);
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    database.write(
        sql -> {
          TagTable.OF_MODELS.delete(sql, RegisteredModelRows.find(sql, visible, name).id(), key);
          return true;
        });
  }
}
