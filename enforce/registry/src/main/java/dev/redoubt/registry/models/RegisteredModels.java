package dev.redoubt.registry.models;

import dev.redoubt.access.Caller;
import dev.redoubt.access.Label;
import dev.redoubt.access.Problem;
import dev.redoubt.access.RefusedException;
import dev.redoubt.access.Visible;
import dev.redoubt.gate.move.Move;
import dev.redoubt.gate.move.MoveGuard;
import dev.redoubt.gate.move.Stage;
import dev.redoubt.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The names under which versions are registered. A name is refused with
/// [Problem#INVALID_PARAMETER_VALUE] if it is none, and with [Problem#RESOURCE_DOES_NOT_EXIST] if
/// the caller sees no model of it.
public final class RegisteredModels {

  private final Database database;
  private final InstantSource clock;
  private final MoveGuard guard;
  private final Removals removals;

  /// Models in a database.
  ///
  /// @param guard is asked before a model is renamed or deleted
  /// @param removals let go of what belongs to versions that are deleted with it
  public RegisteredModels(
      Database database, InstantSource clock, MoveGuard guard, Removals removals) {
    this.database = database;
    this.clock = clock;
    this.guard = guard;
    this.removals = removals;
  }

  /// Makes a model without versions.
  ///
  /// @param description null for none
  /// @throws RefusedException with `RESOURCE_ALREADY_EXISTS` if the name is taken, be it by a model
  ///   that the caller does not see
  public RegisteredModel create(
      Caller caller,
      String name,
      Label label,
      @Nullable String description,
      Map<String, String> tags) {
    ModelRules.newName(name);
    ModelRules.description(description);
    tags.forEach(ModelRules::tag);
    Prompts.check(tags);
    if (!caller.sees().models(label)) {
      throw new RefusedException(
          Problem.PERMISSION_DENIED, "nothing is made where you would not see it");
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
                  .params(name, Visible.id(sql, label))
                  .param(description)
                  .params(now.toEpochMilli(), now.toEpochMilli())
                  .query(Long.class)
                  .single();
          Tags.OF_MODELS.addAll(sql, id, tags);
          new ModelEvents(sql, caller.id(), now).registered(name, label);
          return ModelRows.get(sql, id);
        });
  }

  private static void refuseTaken(JdbcClient sql, String name) {
    if (sql.sql("SELECT id FROM registered_model WHERE name = ?")
        .param(name)
        .query(Long.class)
        .optional()
        .isPresent()) {
      throw new RefusedException(
          Problem.RESOURCE_ALREADY_EXISTS, "Registered Model (name=" + name + ") already exists");
    }
  }

  /// The number of a model, which it keeps when it gets another name.
  public long number(Caller caller, String name) {
    Visible visible = Visible.models(caller, database);
    return database.read(sql -> ModelRows.find(sql, visible, name).id());
  }

  /// Reads a model.
  public RegisteredModel get(Caller caller, String name) {
    Visible visible = Visible.models(caller, database);
    return database.read(sql -> ModelRows.complete(sql, ModelRows.find(sql, visible, name)));
  }

  /// Reads the last version of each stage.
  ///
  /// @param stages none for all
  public List<ModelVersion> latest(Caller caller, String name, List<Stage> stages) {
    Set<Stage> wanted = stages.isEmpty() ? EnumSet.allOf(Stage.class) : EnumSet.copyOf(stages);
    return get(caller, name).latest().stream()
        .filter(version -> wanted.contains(version.stage()))
        .toList();
  }

  /// Describes a model anew.
  ///
  /// @param description null for none
  public RegisteredModel describe(Caller caller, String name, @Nullable String description) {
    ModelRules.description(description);
    Visible visible = Visible.models(caller, database);
    return database.write(
        sql -> {
          ModelRows.Row model = ModelRows.find(sql, visible, name);
          sql.sql("UPDATE registered_model SET description = ? WHERE id = ?")
              .param(description)
              .param(model.id())
              .update();
          ModelRows.touch(sql, model, clock.instant());
          return ModelRows.get(sql, model.id());
        });
  }

  /// Gives a model another name, which its versions share.
  ///
  /// @throws RefusedException with `RESOURCE_ALREADY_EXISTS` if it is taken, or was that of another
  ///   model with versions
  public RegisteredModel rename(Caller caller, String name, String to) {
    if (!to.equals(name)) {
      ModelRules.newName(to);
    }
    Visible visible = Visible.models(caller, database);
    return database.write(
        sql -> {
          ModelRows.Row model = ModelRows.find(sql, visible, name);
          Instant now = clock.instant();
          if (!to.equals(name)) {
            refuseTaken(sql, to);
            refuseUsed(sql, model, to);
            guard.check(sql, model.label(), new Move.Renaming(name, to), caller);
            sql.sql("UPDATE registered_model SET name = ? WHERE id = ?")
                .params(to, model.id())
                .update();
            keepNumbers(sql, model, to);
            new ModelEvents(sql, caller.id(), now).renamed(name, to);
          }
          sql.sql("UPDATE model_version SET last_updated_timestamp = ? WHERE model = ?")
              .params(now.toEpochMilli(), model.id())
              .update();
          ModelRows.touch(sql, model, now);
          return ModelRows.get(sql, model.id());
        });
  }

  /// Keeps a number in a name from meaning another version: whoever pinned it, or is about to
  /// approve it, has seen that of the model whose name it was.
  private static void refuseUsed(JdbcClient sql, ModelRows.Row model, String to) {
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
      throw new RefusedException(
          Problem.RESOURCE_ALREADY_EXISTS,
          "the name `"
              + to
              + "` was that of another model with versions, and those of this one would come to"
              + " have their numbers; take another name");
    }
  }

  /// The next version goes on from the greatest number that was given in either name.
  private static void keepNumbers(JdbcClient sql, ModelRows.Row model, String to) {
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
    Visible visible = Visible.models(caller, database);
    database.write(
        sql -> {
          ModelRows.Row model = ModelRows.find(sql, visible, name);
          ModelEvents events = new ModelEvents(sql, caller.id(), clock.instant());
          for (ModelVersion version : VersionRows.all(sql, model)) {
            Move.Removal removal =
                new Move.Removal(name, version.number(), version.stage(), version.aliases());
            guard.check(sql, model.label(), removal, caller);
            removals.removing(sql, caller, version);
            events.versionDeleted(name, version.number());
          }
          events.deleted(name);
          return sql.sql("DELETE FROM registered_model WHERE id = ?").param(model.id()).update();
        });
  }

  /// Sets a tag.
  ///
  /// @throws RefusedException with `INVALID_PARAMETER_VALUE` if it decides what the model is, and
  ///   says something else by now
  public void tag(Caller caller, String name, String key, String value) {
    ModelRules.tag(key, value);
    Visible visible = Visible.models(caller, database);
    database.write(
        sql -> {
          Tags.OF_MODELS.set(sql, ModelRows.find(sql, visible, name).id(), key, value);
          return true;
        });
  }

  /// Deletes a tag, if it is there.
  ///
  /// @throws RefusedException with `INVALID_PARAMETER_VALUE` if it decides what the model is
  public void untag(Caller caller, String name, String key) {
    ModelRules.tagKey(key);
    Visible visible = Visible.models(caller, database);
    database.write(
        sql -> {
          Tags.OF_MODELS.delete(sql, ModelRows.find(sql, visible, name).id(), key);
          return true;
        });
  }
}
