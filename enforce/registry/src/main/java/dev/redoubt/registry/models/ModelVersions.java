package dev.redoubt.registry.models;

import dev.redoubt.access.Caller;
import dev.redoubt.access.Problem;
import dev.redoubt.access.RefusedException;
import dev.redoubt.access.Visible;
import dev.redoubt.gate.move.Move;
import dev.redoubt.gate.move.MoveGuard;
import dev.redoubt.gate.move.Stage;
import dev.redoubt.gate.move.VersionStatus;
import dev.redoubt.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The versions of registered models. One that is not there, or not for the caller, is refused with
/// [Problem#RESOURCE_DOES_NOT_EXIST].
public final class ModelVersions {

  /// A source that is another version.
  private static final Pattern VERSION = Pattern.compile("models:/([^/@]+)/([0-9]{1,18})");

  private final Database database;
  private final InstantSource clock;
  private final MoveGuard guard;
  private final Removals removals;

  /// Versions in a database.
  ///
  /// @param guard is asked before a version is deleted
  /// @param removals let go of what belongs to it
  public ModelVersions(Database database, InstantSource clock, MoveGuard guard, Removals removals) {
    this.database = database;
    this.clock = clock;
    this.guard = guard;
    this.removals = removals;
  }

  /// The environments that a version is released to.
  public Set<String> releasedTo(ModelVersion version) {
    return guard.environments(version.stage(), version.aliases());
  }

  /// Registers a version, which is pending until [#complete].
  ///
  /// @throws RefusedException if its source is a version that is not there for the caller, or any
  ///   other address of a model for which no location was given
  public ModelVersion create(Caller caller, NewVersion wanted) {
    Visible visible = Visible.models(caller, database);
    return create(
        caller,
        wanted,
        new Placing() {
          @Override
          public String place(JdbcClient sql) {
            return location(sql, visible, wanted);
          }

          @Override
          public void placed(JdbcClient sql, ModelVersion version) {
            // It comes without files.
          }
        });
  }

  /// Registers a version whose files are put in their place in the same transaction.
  ///
  /// @param placing says where they are, whatever the source is
  public ModelVersion create(Caller caller, NewVersion wanted, Placing placing) {
    Visible visible = Visible.models(caller, database);
    return database.write(
        sql -> {
          ModelRows.Row model = ModelRows.find(sql, visible, wanted.model());
          Prompts.check(sql, model, wanted.tags());
          Instant now = clock.instant();
          long number = nextNumber(sql, model);
          long id = insert(sql, caller, model, number, wanted, placing.place(sql), now);
          Tags.OF_VERSIONS.addAll(sql, id, wanted.tags());
          ModelRows.touch(sql, model, now);
          ModelVersion version = VersionRows.get(sql, model, number);
          placing.placed(sql, version);
          new ModelEvents(sql, caller.id(), now).created(version);
          return version;
        });
  }

  private static long nextNumber(JdbcClient sql, ModelRows.Row model) {
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

  private static String location(JdbcClient sql, Visible visible, NewVersion wanted) {
    String given = wanted.location();
    if (given != null) {
      return given;
    }
    String source = wanted.source();
    Matcher version = VERSION.matcher(source);
    if (version.matches()) {
      ModelRows.Row model = ModelRows.find(sql, visible, version.group(1));
      return VersionRows.find(sql, model, ModelVersion.number(version.group(2))).bare().location();
    }
    if (source.startsWith("models:")) {
      throw RefusedException.invalid("the source `" + source + "` is no `models:/name/number`");
    }
    return source;
  }

  private static long insert(
      JdbcClient sql,
      Caller caller,
      ModelRows.Row model,
      long number,
      NewVersion wanted,
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
        .params(Stage.NONE.text(), wanted.source(), location)
        .param(wanted.run())
        .param(wanted.runLink())
        .param(wanted.loggedModel())
        .params(VersionStatus.PENDING_REGISTRATION.name(), now.toEpochMilli(), now.toEpochMilli())
        .query(Long.class)
        .single();
  }

  /// Says how the registration of a pending version ended.
  ///
  /// @param status not pending
  /// @param message why, in words for its author; null for nothing to say
  /// @throws RefusedException with `INVALID_STATE` if it is not pending, or is to be ready without
  ///   a reason: see [Readiness]
  public ModelVersion complete(
      Caller caller, String model, long number, VersionStatus status, @Nullable String message) {
    Visible visible = Visible.models(caller, database);
    Instant now = clock.instant();
    return database.write(
        sql -> {
          ModelRows.Row row = ModelRows.find(sql, visible, model);
          return complete(sql, now, caller.id(), row, number, status, message);
        });
  }

  /// The same within a transaction, with what else is known at its end.
  ///
  /// @param actor the id of who says so
  public static ModelVersion complete(
      JdbcClient sql,
      Instant now,
      String actor,
      String model,
      long number,
      VersionStatus status,
      @Nullable String message) {
    return complete(sql, now, actor, ModelRows.named(sql, model), number, status, message);
  }

  /// Ends the registration of a pending version that has no files: a prompt has none, and is ready;
  /// anything else is refused.
  public ModelVersion completeWithoutFiles(Caller caller, String model, long number) {
    Visible visible = Visible.models(caller, database);
    Instant now = clock.instant();
    return database.write(
        sql -> {
          ModelRows.Row row = ModelRows.find(sql, visible, model);
          return Prompts.isPrompt(sql, row.id())
              ? complete(sql, now, caller.id(), row, number, VersionStatus.READY, null)
              : complete(
                  sql,
                  now,
                  caller.id(),
                  row,
                  number,
                  VersionStatus.FAILED_REGISTRATION,
                  "it has no files that could be scanned");
        });
  }

  private static ModelVersion complete(
      JdbcClient sql,
      Instant now,
      String actor,
      ModelRows.Row model,
      long number,
      VersionStatus status,
      @Nullable String message) {
    ModelRules.text("message", message, ModelRules.MAX_DESCRIPTION);
    VersionRows.Row version = VersionRows.find(sql, model, number);
    if (version.bare().status() != VersionStatus.PENDING_REGISTRATION) {
      throw new RefusedException(
          Problem.INVALID_STATE,
          "the registration of version %d of `%s` has ended already: `%s`"
              .formatted(number, model.name(), version.bare().status()));
    }
    switch (status) {
      case READY -> Readiness.need(sql, model, version);
      case FAILED_REGISTRATION -> FailedVersions.leave(sql, now, actor, model, version);
      case PENDING_REGISTRATION ->
          throw new IllegalArgumentException("a registration does not end pending");
    }
    sql.sql("UPDATE model_version SET status = ?, status_message = ? WHERE id = ?")
        .param(status.name())
        .param(message)
        .param(version.id())
        .update();
    touch(sql, version, now);
    new ModelEvents(sql, actor, now).completed(model.name(), number, status, message);
    return VersionRows.get(sql, model, number);
  }

  /// Says how far the registration of a pending version is; nothing, if it has ended.
  ///
  /// @param message in words for its author
  public void progress(ModelVersion version, String message) {
    database.write(sql -> progress(sql, version, message));
  }

  /// The same within a transaction.
  public static int progress(JdbcClient sql, ModelVersion version, String message) {
    return sql.sql(
            """
            UPDATE model_version SET status_message = ?
            WHERE location = ? AND status = 'PENDING_REGISTRATION'
            """)
        .params(message, version.location())
        .update();
  }

  /// Those whose registration has not ended, the oldest first.
  ///
  /// @param limit how many at most
  public List<ModelVersion> pending(Caller caller, int limit) {
    Visible visible = Visible.models(caller, database);
    return database.read(
        sql ->
            VersionRows.complete(
                sql,
                sql.sql(
                        VersionRows.SELECT
                            + "WHERE o.status = 'PENDING_REGISTRATION' AND "
                            + visible.condition("o.label")
                            + " ORDER BY o.id LIMIT ?")
                    .params(visible.labels())
                    .param(limit)
                    .query(VersionRows.Row::of)
                    .list()));
  }

  /// Reads a version.
  public ModelVersion get(Caller caller, String model, long number) {
    Visible visible = Visible.models(caller, database);
    return database.read(sql -> VersionRows.get(sql, ModelRows.find(sql, visible, model), number));
  }

  /// The version whose files are at a location; empty if there is none for the caller.
  public Optional<ModelVersion> at(Caller caller, String location) {
    Visible visible = Visible.models(caller, database);
    return database.read(
        sql ->
            sql.sql(
                    VersionRows.SELECT
                        + "WHERE o.location = ? AND "
                        + visible.condition("o.label")
                        + " ORDER BY o.id LIMIT 1")
                .param(location)
                .params(visible.labels())
                .query(VersionRows.Row::of)
                .optional()
                .map(row -> VersionRows.complete(sql, row)));
  }

  /// Describes a version anew.
  ///
  /// @param description null for none
  public ModelVersion describe(
      Caller caller, String model, long number, @Nullable String description) {
    ModelRules.description(description);
    Visible visible = Visible.models(caller, database);
    return database.write(
        sql -> {
          ModelRows.Row row = ModelRows.find(sql, visible, model);
          VersionRows.Row version = VersionRows.find(sql, row, number);
          sql.sql("UPDATE model_version SET description = ? WHERE id = ?")
              .param(description)
              .param(version.id())
              .update();
          touch(sql, version, clock.instant());
          return VersionRows.get(sql, row, number);
        });
  }

  /// Deletes a version with its tags and aliases. Its number is not given again.
  public void delete(Caller caller, String model, long number) {
    Visible visible = Visible.models(caller, database);
    database.write(
        sql -> {
          ModelRows.Row row = ModelRows.find(sql, visible, model);
          VersionRows.Row found = VersionRows.find(sql, row, number);
          ModelVersion version = VersionRows.complete(sql, found);
          Move removal = new Move.Removal(model, number, version.stage(), version.aliases());
          guard.check(sql, row.label(), removal, caller);
          removals.removing(sql, caller, version);
          Instant now = clock.instant();
          new ModelEvents(sql, caller.id(), now).versionDeleted(model, number);
          ModelRows.touch(sql, row, now);
          return sql.sql("DELETE FROM model_version WHERE id = ?").param(found.id()).update();
        });
  }

  /// Sets a tag.
  ///
  /// @throws RefusedException with `INVALID_PARAMETER_VALUE` if it decides what the version is, and
  ///   says something else by now
  public void tag(Caller caller, String model, long number, String key, String value) {
    ModelRules.tag(key, value);
    Visible visible = Visible.models(caller, database);
    database.write(
        sql -> {
          ModelRows.Row row = ModelRows.find(sql, visible, model);
          Tags.OF_VERSIONS.set(sql, VersionRows.find(sql, row, number).id(), key, value);
          return true;
        });
  }

  /// Deletes a tag, if it is there.
  ///
  /// @throws RefusedException with `INVALID_PARAMETER_VALUE` if it decides what the version is
  public void untag(Caller caller, String model, long number, String key) {
    ModelRules.tagKey(key);
    Visible visible = Visible.models(caller, database);
    database.write(
        sql -> {
          ModelRows.Row row = ModelRows.find(sql, visible, model);
          Tags.OF_VERSIONS.delete(sql, VersionRows.find(sql, row, number).id(), key);
          return true;
        });
  }

  private static void touch(JdbcClient sql, VersionRows.Row version, Instant now) {
    sql.sql("UPDATE model_version SET last_updated_timestamp = ? WHERE id = ?")
        .params(now.toEpochMilli(), version.id())
        .update();
  }
}
