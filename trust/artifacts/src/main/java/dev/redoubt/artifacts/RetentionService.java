package dev.redoubt.artifacts;

import dev.redoubt.access.Caller;
import dev.redoubt.access.ErrorCode;
import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.store.RegistryDatabase;
import dev.redoubt.store.outbox.SecurityEventBody;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Legal holds and retention. What is held, or retained until some time, is neither deleted nor
/// replaced nor erased; files can be added. A frozen copy is not held by a hold of where it came
/// from: it is another home.
public final class RetentionService {

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final ArtifactKeys vaults;

  /// Holds in a database.
  public RetentionService(RegistryDatabase database, InstantSource clock, ArtifactKeys vaults) {
    this.database = database;
    this.clock = clock;
    this.vaults = vaults;
  }

  /// A row of `vault` or of `artifact_home`.
  ///
  /// @param table one of these two names
  /// @param column of `hold` that refers to it
  private record Target(String table, String column, long id) {}

  /// Places a hold.
  ///
  /// @return its number
  public long place(Caller caller, RetentionTarget what, String reason) throws KeyAccessException {
    RetentionValidation.reason(reason);
    ArtifactKey vault = vault(caller, what);
    Instant now = clock.instant();
    return database.write(
        sql -> {
          Target target = target(sql, what, vault);
          long id =
              sql.sql(
                      "INSERT INTO hold ("
                          + target.column()
                          + ", reason, actor, placed) VALUES (?, ?, ?, ?) RETURNING id")
                  .params(target.id(), reason, caller.id(), now.toEpochMilli())
                  .query(Long.class)
                  .single();
          SecurityEventBody body = new SecurityEventBody().with("hold", id).with("reason", reason);
          ArtifactEvents.add(sql, caller, now, "hold.placed", what.text(), body);
          return id;
        });
  }

  /// Lifts a hold.
  ///
  /// @param what it was placed on
  /// @param id its number
  /// @throws RequestRefusedException if there is none of that number that holds
  public void lift(Caller caller, RetentionTarget what, long id, String reason) {
    RetentionValidation.reason(reason);
    Instant now = clock.instant();
    database.write(
        sql -> {
          Target target = target(sql, what);
          int lifted =
              sql.sql(
                      "UPDATE hold SET lifted = ? WHERE id = ? AND lifted IS NULL AND "
                          + target.column()
                          + " = ?")
                  .params(now.toEpochMilli(), id, target.id())
                  .update();
          if (lifted == 0) {
            throw RequestRefusedException.missing("`" + what.text() + "` has no hold " + id);
          }
          SecurityEventBody body = new SecurityEventBody().with("hold", id).with("reason", reason);
          return ArtifactEvents.add(sql, caller, now, "hold.lifted", what.text(), body);
        });
  }

  /// Retains until a time, which can be made later and never earlier.
  public void retainUntil(Caller caller, RetentionTarget what, Instant until, String reason)
      throws KeyAccessException {
    RetentionValidation.reason(reason);
    ArtifactKey vault = vault(caller, what);
    Instant now = clock.instant();
    database.write(
        sql -> {
          Target target = target(sql, what, vault);
          int changed =
              sql.sql(
                      "UPDATE "
                          + target.table()
                          + " SET retain_until = ?"
                          + " WHERE id = ? AND COALESCE(retain_until, 0) <= ?")
                  .params(until.toEpochMilli(), target.id(), until.toEpochMilli())
                  .update();
          if (changed == 0) {
            throw new RequestRefusedException(
                ErrorCode.INVALID_STATE,
                "`" + what.text() + "` is retained for longer already; that is never shortened");
          }
          SecurityEventBody body =
              new SecurityEventBody().with("until", until.toString()).with("reason", reason);
          return ArtifactEvents.add(sql, caller, now, "artifact.retained", what.text(), body);
        });
  }

  /// All holds of something, the lifted ones too, the oldest first.
  public List<LegalHold> list(RetentionTarget what) {
    return database.read(
        sql -> {
          Target target = target(sql, what);
          return sql.sql(
                  "SELECT id, reason, actor, placed, lifted FROM hold WHERE "
                      + target.column()
                      + " = ? ORDER BY id")
              .param(target.id())
              .query((row, _) -> hold(row))
              .list();
        });
  }

  private static LegalHold hold(ResultSet row) throws SQLException {
    long lifted = row.getLong("lifted");
    boolean holds = row.wasNull();
    return new LegalHold(
        row.getLong("id"),
        row.getString("reason"),
        row.getString("actor"),
        Instant.ofEpochMilli(row.getLong("placed")),
        holds ? null : Instant.ofEpochMilli(lifted));
  }

  /// What is to be kept may be empty so far.
  private ArtifactKey vault(Caller caller, RetentionTarget what) throws KeyAccessException {
    ArtifactKey vault =
        vaults.ensure(
            caller,
            switch (what) {
              case RetentionTarget.OfOwner(KeyOwner owner) -> owner;
              case RetentionTarget.OfHome(ArtifactRoot home) ->
                  database
                      .read(sql -> ArtifactRootRows.owner(sql, home))
                      .orElseThrow(() -> ArtifactRootRows.missing(home));
            });
    vault.refuseIfErased();
    return vault;
  }

  private static Target target(JdbcClient sql, RetentionTarget what, ArtifactKey vault) {
    ArtifactKey.get(sql, vault.id()).refuseIfErased();
    return switch (what) {
      case RetentionTarget.OfOwner _ -> new Target("vault", "vault", vault.id());
      case RetentionTarget.OfHome(ArtifactRoot home) ->
          new Target("artifact_home", "home", ArtifactRootRows.ensure(sql, home, vault).id());
    };
  }

  private static Target target(JdbcClient sql, RetentionTarget what) {
    return switch (what) {
      case RetentionTarget.OfOwner(KeyOwner owner) ->
          ArtifactKey.find(sql, owner)
              .map(vault -> new Target("vault", "vault", vault.id()))
              .orElse(new Target("vault", "vault", -1));
      case RetentionTarget.OfHome(ArtifactRoot home) ->
          ArtifactRootRows.find(sql, home)
              .map(row -> new Target("artifact_home", "home", row.id()))
              .orElse(new Target("artifact_home", "home", -1));
    };
  }
}
