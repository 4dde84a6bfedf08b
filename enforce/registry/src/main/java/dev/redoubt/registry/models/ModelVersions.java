package dev.redoubt.registry.models;

import dev.redoubt.access.Caller;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.access.VisibleAttributeIds;
import dev.redoubt.gate.transition.ModelStage;
import dev.redoubt.gate.transition.Transition;
import dev.redoubt.gate.transition.TransitionGuard;
import dev.redoubt.gate.transition.VersionStatus;
import dev.redoubt.store.RegistryDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Registers, reads, changes and deletes versions of registered models. A version that does not
/// exist, or is not visible to the caller, is refused with [ErrorCode#RESOURCE_DOES_NOT_EXIST].
public final class ModelVersions {

  /// A source that refers to another version.
  private static final Pattern VERSION = Pattern.compile("models:/([^/@]+)/([0-9]{1,18})");

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final TransitionGuard guard;
  private final VersionDeletionListener removals;

  /// Creates the service.
  ///
  /// @param guard checks the deletion of a version
  /// @param removals are told when a version is deleted
  public ModelVersions(
      RegistryDatabase database,
      InstantSource clock,
      TransitionGuard guard,
      VersionDeletionListener removals) {
    this.database = database;
    this.clock = clock;
    this.guard = guard;
    this.removals = removals;
  }

  /// Returns the environments that a version is released to.
  public Set<String> releasedTo(ModelVersion version) {
    return guard.environments(version.stage(), version.aliases());
  }

  /// Registers a version, which is pending until [#complete].
  ///
  /// @throws RequestRefusedException if its source is a version that does not exist for the caller,
  ///   or another model URI for which no location was given
  public ModelVersion create(Caller caller, NewModelVersion wanted) {
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return create(
        caller,
        wanted,
        new ArtifactPlacement() {
          @Override
          public String place(JdbcClient sql) {
            return location(sql, visible, wanted);
          }

          @Override
          public void placed(JdbcClient sql, ModelVersion version) {
            // No files to place.
          }
        });
  }

  /// Registers a version whose files are stored in the same transaction.
  ///
  /// @param placing determines the location of the files, whatever the source is
  public ModelVersion create(Caller caller, NewModelVersion wanted, ArtifactPlacement placing) {
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.write(
        sql -> {
          RegisteredModelRows.Row model = RegisteredModelRows.find(sql, visible, wanted.model());
          PromptModels.check(sql, model, wanted.tags());
          Instant now = clock.instant();
          long number = nextNumber(sql, model);
          long id = insert(sql, caller, model, number, wanted, placing.place(sql), now);
          TagTable.OF_VERSIONS.addAll(sql, id, wanted.tags());
          RegisteredModelRows.touch(sql, model, now);
          ModelVersion version = ModelVersionRows.get(sql, model, number);
          placing.placed(sql, version);
          new ModelEvents(sql, caller.id(), now).created(version);
          return version;
        });
  }

  private static long nextNumber(JdbcClient sql, RegisteredModelRows.Row model) {
    return sql.sql(
            """
            INSERT INTO model_version_number (name, last, model) VALUES (?, 1, ?)
            ON CONFLICT (name) DO UPDATE
              SET last = model_version_number.last + 1, model = excluded.model
            RETURNING last
            """)
        .params(model.name(), model.id())
        .query(Long.class)
        .single();
  }

  private static String location(
      JdbcClient sql, VisibleAttributeIds visible, NewModelVersion wanted) {
    String given = wanted.location();
    if (given != null) {
      return given;
    }
    String source = wanted.source();
    Matcher version = VERSION.matcher(source);
    if (version.matches()) {
      RegisteredModelRows.Row model = RegisteredModelRows.find(sql, visible, version.group(1));
      return ModelVersionRows.find(sql, model, ModelVersion.number(version.group(2)))
          .bare()
          .location();
    }
    if (source.startsWith("models:")) {
      throw RequestRefusedException.invalid(
          "the source `" + source + "` is not of the form `models:/name/number`");
    }
    return source;
  }

  private static long insert(
      JdbcClient sql,
      Caller caller,
      RegisteredModelRows.Row model,
      long number,
      NewModelVersion wanted,
      String location,
      Instant now) {
    return sql.sql(
            """
            INSERT INTO model_version (model, version, author, author_id, description, stage, source,
              location, run, run_link, logged_model, status, creation_timestamp, last_updated_timestamp)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
            """)
        .params(model.id(), number, caller.name(), caller.id())
        .param(wanted.description())
        .params(ModelStage.NONE.text(), wanted.source(), location)
        .param(wanted.run())
        .param(wanted.runLink())
        .param(wanted.loggedModel())
        .params(VersionStatus.PENDING_REGISTRATION.name(), now.toEpochMilli(), now.toEpochMilli())
        .query(Long.class)
        .single();
  }

  /// Ends the registration of a pending version.
  ///
  /// @param status the new status, not pending
  /// @param message reason for the author; null for none
  /// @throws RequestRefusedException with `INVALID_STATE` if it is not pending, or must not become
  ///   ready: see [ReadyPrecondition]
  public ModelVersion complete(
      Caller caller, String model, long number, VersionStatus status, @Nullable String message) {
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    Instant now = clock.instant();
    return database.write(
        sql -> {
          RegisteredModelRows.Row row = RegisteredModelRows.find(sql, visible, model);
          return complete(sql, now, caller.id(), row, number, status, message);
        });
  }

  /// Ends the registration of a pending version, within a transaction that also records its
  /// evidence.
  ///
  /// @param actor id of the principal
  public static ModelVersion complete(
      JdbcClient sql,
      Instant now,
      String actor,
      String model,
      long number,
      VersionStatus status,
      @Nullable String message) {
    return complete(
        sql, now, actor, RegisteredModelRows.named(sql, model), number, status, message);
  }

  /// Ends the registration of a pending version without files: a prompt has none, and is ready;
  /// anything else is refused.
  public ModelVersion completeWithoutFiles(Caller caller, String model, long number) {
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    Instant now = clock.instant();
    return database.write(
        sql -> {
          RegisteredModelRows.Row row = RegisteredModelRows.find(sql, visible, model);
          return PromptModels.isPrompt(sql, row.id())
              ? complete(sql, now, caller.id(), row, number, VersionStatus.READY, null)
              : complete(
                  sql,
                  now,
                  caller.id(),
                  row,
                  number,
                  VersionStatus.FAILED_REGISTRATION,
                  "it has no files to scan");
        });
  }

  private static ModelVersion complete(
      JdbcClient sql,
      Instant now,
      String actor,
      RegisteredModelRows.Row model,
      long number,
      VersionStatus status,
      @Nullable String message) {
    ModelValidation.text("message", message, ModelValidation.MAX_DESCRIPTION);
    ModelVersionRows.Row version = ModelVersionRows.find(sql, model, number);
    if (version.bare().status() != VersionStatus.PENDING_REGISTRATION) {
      throw new RequestRefusedException(
          ErrorCode.INVALID_STATE,
          "the registration of version %d of `%s` is already complete: `%s`"
              .formatted(number, model.name(), version.bare().status()));
    }
    switch (status) {
      case READY -> ReadyPrecondition.checkReadiness(sql, model, version);
      case FAILED_REGISTRATION -> FailedRegistrations.removeNames(sql, now, actor, model, version);
      case PENDING_REGISTRATION ->
          throw new IllegalArgumentException(
              "a registration cannot be completed with the status pending");
    }
    sql.sql("UPDATE model_version SET status = ?, status_message = ? WHERE id = ?")
        .param(status.name())
        .param(message)
        .param(version.id())
        .update();
    touch(sql, version, now);
    new ModelEvents(sql, actor, now).completed(model.name(), number, status, message);
    return ModelVersionRows.get(sql, model, number);
  }

  /// Sets the progress message of a pending version; nothing if its registration has ended.
  ///
  /// @param message for its author
  public void progress(ModelVersion version, String message) {
    database.write(sql -> progress(sql, version, message));
  }

  /// Sets the progress message, within a transaction.
  public static int progress(JdbcClient sql, ModelVersion version, String message) {
    return sql.sql(
            """
            UPDATE model_version SET status_message = ?
            WHERE location = ? AND status = 'PENDING_REGISTRATION'
            """)
        .params(message, version.location())
        .update();
  }

  /// Returns pending versions, oldest first.
  ///
  /// @param limit maximum number
  public List<ModelVersion> pending(Caller caller, int limit) {
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.read(
        sql ->
            ModelVersionRows.complete(
                sql,
                sql.sql(
                        ModelVersionRows.SELECT
                            + "WHERE o.status = 'PENDING_REGISTRATION' AND "
                            + visible.condition("o.label")
                            + " ORDER BY o.id LIMIT ?")
                    .params(visible.labels())
                    .param(limit)
                    .query(ModelVersionRows.Row::of)
                    .list()));
  }

  /// Returns a version.
  public ModelVersion get(Caller caller, String model, long number) {
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.read(
        sql -> ModelVersionRows.get(sql, RegisteredModelRows.find(sql, visible, model), number));
  }

  /// Returns the version whose files are at a location; empty if there is none that the caller
  /// sees.
  public Optional<ModelVersion> at(Caller caller, String location) {
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.read(
        sql ->
            sql.sql(
                    ModelVersionRows.SELECT
                        + "WHERE o.location = ? AND "
                        + visible.condition("o.label")
                        + " ORDER BY o.id LIMIT 1")
                .param(location)
                .params(visible.labels())
                .query(ModelVersionRows.Row::of)
                .optional()
                .map(row -> ModelVersionRows.complete(sql, row)));
  }

  /// Changes the description of a version.
  ///
  /// @param description null for none
  public ModelVersion describe(
      Caller caller, String model, long number, @Nullable String description) {
    ModelValidation.description(description);
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    return database.write(
        sql -> {
          RegisteredModelRows.Row row = RegisteredModelRows.find(sql, visible, model);
          ModelVersionRows.Row version = ModelVersionRows.find(sql, row, number);
          sql.sql("UPDATE model_version SET description = ? WHERE id = ?")
              .param(description)
              .param(version.id())
              .update();
          touch(sql, version, clock.instant());
          return ModelVersionRows.get(sql, row, number);
        });
  }

  /// Deletes a version with its tags and aliases. Its number is not reused.
  public void delete(Caller caller, String model, long number) {
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    database.write(
        sql -> {
          RegisteredModelRows.Row row = RegisteredModelRows.find(sql, visible, model);
          ModelVersionRows.Row found = ModelVersionRows.find(sql, row, number);
          ModelVersion version = ModelVersionRows.complete(sql, found);
          Transition removal =
              new Transition.Removal(model, number, version.stage(), version.aliases());
          guard.check(sql, row.label(), removal, caller);
          removals.removing(sql, caller, version);
          Instant now = clock.instant();
          new ModelEvents(sql, caller.id(), now).versionDeleted(model, number);
          RegisteredModelRows.touch(sql, row, now);
          return sql.sql("DELETE FROM model_version WHERE id = ?").param(found.id()).update();
        });
  }

  /// Sets a tag of a version.
  ///
  /// @throws RequestRefusedException with `INVALID_PARAMETER_VALUE` if the tag is immutable and has
  ///   another value
  public void tag(Caller caller, String model, long number, String key, String value) {
    ModelValidation.tag(key, value);
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    database.write(
        sql -> {
          RegisteredModelRows.Row row = RegisteredModelRows.find(sql, visible, model);
          TagTable.OF_VERSIONS.set(sql, ModelVersionRows.find(sql, row, number).id(), key, value);
          return true;
        });
  }

  /// Deletes a tag if it exists.
  ///
  /// @throws RequestRefusedException with `INVALID_PARAMETER_VALUE` if the tag is immutable
  public void untag(Caller caller, String model, long number, String key) {
    ModelValidation.tagKey(key);
    VisibleAttributeIds visible = VisibleAttributeIds.models(caller, database);
    database.write(
        sql -> {
          RegisteredModelRows.Row row = RegisteredModelRows.find(sql, visible, model);
          TagTable.OF_VERSIONS.delete(sql, ModelVersionRows.find(sql, row, number).id(), key);
          return true;
        });
  }

  private static void touch(JdbcClient sql, ModelVersionRows.Row version, Instant now) {
    sql.sql("UPDATE model_version SET last_updated_timestamp = ? WHERE id = ?")
        .params(now.toEpochMilli(), version.id())
        .update();
  }
}
