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

/// Manages legal holds and retention. What is under legal hold or retention cannot be deleted,
/// replaced or erased; files can be added. A snapshot is a root of its own: a legal hold on its
/// source does not apply to it.
public final class RetentionService {

  private final RegistryDatabase database;
  private final InstantSource clock;
  private final ArtifactKeys artifactKeys;

  /// Creates the service.
  public RetentionService(
      RegistryDatabase database, InstantSource clock, ArtifactKeys artifactKeys) {
    this.database = database;
    this.clock = clock;
    this.artifactKeys = artifactKeys;
  }

  /// A row of the table `vault` or `artifact_home`.
  ///
  /// @param table one of these two names
  /// @param column of the table `hold` that references it
  private record Target(String table, String column, long id) {}

  /// Places a legal hold.
  ///
  /// @return its id
  public long place(Caller caller, RetentionTarget what, String reason) throws KeyAccessException {
    RetentionValidation.reason(reason);
    ArtifactKey artifactKey = artifactKey(caller, what);
    Instant now = clock.instant();
    return database.write(
        sql -> {
          Target target = target(sql, what, artifactKey);
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

  /// Lifts a legal hold.
  ///
  /// @param what the target that it was placed on
  /// @param id of the legal hold
  /// @throws RequestRefusedException if the target has no active legal hold with this id
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
            throw RequestRefusedException.missing("`" + what.text() + "` has no active hold " + id);
          }
          SecurityEventBody body = new SecurityEventBody().with("hold", id).with("reason", reason);
          return ArtifactEvents.add(sql, caller, now, "hold.lifted", what.text(), body);
        });
  }

  /// Sets the retention date, which can be extended but not shortened.
  public void retainUntil(Caller caller, RetentionTarget what, Instant until, String reason)
      throws KeyAccessException {
    RetentionValidation.reason(reason);
    ArtifactKey artifactKey = artifactKey(caller, what);
    Instant now = clock.instant();
    database.write(
        sql -> {
          Target target = target(sql, what, artifactKey);
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
                "`"
                    + what.text()
                    + "` already has a later retention date; retention cannot be shortened");
          }
          SecurityEventBody body =
              new SecurityEventBody().with("until", until.toString()).with("reason", reason);
          return ArtifactEvents.add(sql, caller, now, "artifact.retained", what.text(), body);
        });
  }

  /// Returns all legal holds of a target, including lifted ones, oldest first.
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

  /// The target may have no artifacts yet, and so no key.
  private ArtifactKey artifactKey(Caller caller, RetentionTarget what) throws KeyAccessException {
    ArtifactKey artifactKey =
        artifactKeys.ensure(
            caller,
            switch (what) {
              case RetentionTarget.OfOwner(KeyOwner owner) -> owner;
              case RetentionTarget.OfHome(ArtifactRoot root) ->
                  database
                      .read(sql -> ArtifactRootRows.owner(sql, root))
                      .orElseThrow(() -> ArtifactRootRows.missing(root));
            });
    artifactKey.refuseIfErased();
    return artifactKey;
  }

  private static Target target(JdbcClient sql, RetentionTarget what, ArtifactKey artifactKey) {
    ArtifactKey.get(sql, artifactKey.id()).refuseIfErased();
    return switch (what) {
      case RetentionTarget.OfOwner _ -> new Target("vault", "vault", artifactKey.id());
      case RetentionTarget.OfHome(ArtifactRoot root) ->
          new Target("artifact_home", "home", ArtifactRootRows.ensure(sql, root, artifactKey).id());
    };
  }

  private static Target target(JdbcClient sql, RetentionTarget what) {
    return switch (what) {
      case RetentionTarget.OfOwner(KeyOwner owner) ->
          ArtifactKey.find(sql, owner)
              .map(artifactKey -> new Target("vault", "vault", artifactKey.id()))
              .orElse(new Target("vault", "vault", -1));
      case RetentionTarget.OfHome(ArtifactRoot root) ->
          ArtifactRootRows.find(sql, root)
              .map(row -> new Target("artifact_home", "home", row.id()))
              .orElse(new Target("artifact_home", "home", -1));
    };
  }
}
